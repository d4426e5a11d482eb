// The page: theme, size of type, menus, dialogs, refusals, ticks, printing.
// Everything works without this file; it only makes the same things quicker.

import "./missing.js";
import "./typed_on.js";

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// ── Theme and size: the same form that works without script, answered at once. ──
function choose(name, value) {
  if (value === "auto") root.removeAttribute(`data-${name}`);
  else root.setAttribute(`data-${name}`, value);
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax${secure}`;
  for (const button of all(`[data-set-${name}]`)) {
    button.setAttribute("aria-pressed", String(button.getAttribute(`data-set-${name}`) === value));
  }
}
document.addEventListener("click", (event) => {
  for (const name of ["theme", "size"]) {
    const button = event.target.closest(`[data-set-${name}]`);
    if (button) {
      event.preventDefault();
      choose(name, button.getAttribute(`data-set-${name}`));
    }
  }
});

// ── Menus close on Escape, on a click elsewhere and when the focus leaves them; a question ──
// before a deed on Escape, with what was typed in it kept. The focus returns to what opened it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  const around = document.activeElement?.closest("details.ask[open]:not(dialog[open] *)");
  for (const one of around ? [around] : all("details.menu[open]")) {
    one.open = false;
    one.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("focusin", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// ── Dialogs: a button names the one it opens; without script the dialog is a page. ──
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  const dialog = opener && document.getElementById(opener.dataset.open);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  }
  const closer = event.target.closest("dialog [data-close]");
  if (closer) closer.closest("dialog").close();
});

// ── A form that is on its way says so, and does not go twice. ──
// Where it led elsewhere it was taken: who comes back to its page is not to send it again.
const SENT = "sent-from", TAKEN = "taken-from";
const sentFrom = sessionStorage.getItem(SENT);
if (sentFrom && sentFrom !== location.pathname) sessionStorage.setItem(TAKEN, sentFrom);
sessionStorage.removeItem(SENT);
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-leaving]")) event.preventDefault();
  if (event.defaultPrevented || form.hasAttribute("hx-post")) return;
  form.setAttribute("data-leaving", "");
  sessionStorage.setItem(SENT, location.pathname);
  event.submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of all("form[data-leaving]")) form.removeAttribute("data-leaving");
  for (const button of all("form [aria-busy]")) button.removeAttribute("aria-busy");
});

// ── A file that would be refused is refused here: nothing typed is lost. ──
document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches("input[type=file][data-most]")) return;
  const kinds = field.accept.split(",");
  const files = [...field.files];
  const tooLarge = files.some((file) => file.size > Number(field.dataset.most));
  const strange = files.some((file) => !kinds.some((kind) => file.name.toLowerCase().endsWith(kind)));
  const isPhonesOwn = strange && files.some((file) => /\.hei[cf]$/i.test(file.name));
  field.setCustomValidity(isPhonesOwn ? field.dataset.heic : tooLarge ? field.dataset.tooLarge : strange ? field.dataset.wrongKind : "");
  field.reportValidity();
});

// ── What stood on a page one comes back to may hold no more: ask anew, unless something is typed. ──
const isTyped = (field) => (field.type === "hidden" ? false : field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.tagName === "SELECT" ? false : field.value !== field.defaultValue);
window.addEventListener("pageshow", (event) => {
  const isBack = event.persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (!isBack || !document.querySelector("[data-fresh]")) return;
  const wasTaken = sessionStorage.getItem(TAKEN) === location.pathname;
  if (wasTaken) sessionStorage.removeItem(TAKEN);
  if (wasTaken || !all("main input, main textarea").some(isTyped)) location.reload();
});

// ── A form that came back with something wrong opens at the first such field. ──
// One that was opened at a field, or at a part of its own, goes there.
const named = document.getElementById(location.hash.slice(1));
if (named?.matches(".in, input, [tabindex]")) named.focus();
else if (!location.hash) document.querySelector("main form .field.bad [aria-invalid=true], main .field.bad [form][aria-invalid=true]")?.focus();

// ── htmx: a refusal goes to the form that asked, if it has a place for it. ──
let lastAsked = null;
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, elt } = event.detail;
  if (xhr.status < 400 || xhr.getResponseHeader("HX-Retarget") !== "#said") return;
  const asked = event.detail.requestConfig?.elt ?? elt;
  lastAsked = asked.closest("form");
  const place = asked.closest("form, dialog")?.querySelector("[data-said]");
  if (place) event.detail.target = place;
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  event.detail.target.querySelector?.("[data-focus]")?.focus();
  if (event.detail.xhr.status < 400 && event.detail.target.id !== "said") document.getElementById("said")?.replaceChildren();
  prepare(event.detail.target);
});
// Two versions: “keep mine” sends the same form again with the version that stands now.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-keep-mine]");
  if (!button || !lastAsked) return;
  const field = lastAsked.elements.namedItem("version");
  if (field) field.value = button.dataset.keepMine;
  lastAsked.requestSubmit();
});
document.body.addEventListener("htmx:sendError", () => say(document.getElementById("words-for-script")?.dataset.offline));

function say(text) {
  if (!text) return;
  const note = document.createElement("div");
  note.className = "note warn";
  note.setAttribute("role", "alert");
  note.textContent = text;
  document.getElementById("said")?.replaceChildren(note);
}

// ── Tick everything: says the number before the bulk action does. ──
function prepareTicks(master) {
  const boxes = all("tbody input[type=checkbox]", master.form ?? master.closest("table"));
  const label = document.getElementById(master.dataset.tickAll);
  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    if (label) label.textContent = label.dataset.text.replace("#", count);
    master.checked = count > 0 && count === boxes.length;
    master.indeterminate = count > 0 && count < boxes.length;
  };
  master.addEventListener("change", () => { for (const box of boxes) box.checked = master.checked; tell(); });
  for (const box of boxes) box.addEventListener("change", tell);
  master.closest("[data-with-script]")?.removeAttribute("hidden");
  tell();
}

// ── What a page, or a piece that was swapped in, needs once. ──
// A file is chosen in the words of the page, not of the browser; the field itself lies
// over them, for the mouse, the keys and who hears the page.
function prepareFile(field) {
  const words = document.getElementById("words-for-script")?.dataset;
  if (!words || field.closest(".file-pick")) return;
  const [pick, button, said] = ["span", "span", "span"].map((name) => document.createElement(name));
  pick.className = "file-pick";
  button.className = "btn small";
  button.textContent = words.chooseFile;
  said.className = "sm muted";
  for (const shown of [button, said]) shown.setAttribute("aria-hidden", "true");
  const tell = () => { said.textContent = [...field.files].map((file) => file.name).join(", ") || words.noFile; };
  field.replaceWith(pick);
  pick.append(field, button, said);
  field.addEventListener("change", tell);
  field.form?.addEventListener("reset", () => setTimeout(tell));
  tell();
}

function prepare(within) {
  if (!within.querySelectorAll) return;
  for (const field of all("input[type=file]", within)) prepareFile(field);
  for (const here of all(".nav [aria-current], .tabs [aria-current]", within)) {
    const bar = here.parentElement;
    bar.scrollLeft = here.offsetLeft - bar.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
  }
  for (const strip of all(".scroll[data-end]", within)) strip.scrollLeft = strip.scrollWidth;
  for (const master of all("[data-tick-all]", within)) prepareTicks(master);
}
prepare(document);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
// A way that leads to a page to be printed ends in `#in`.
const printAsked = () => {
  if (location.hash !== "#in" || !document.querySelector("[data-print]")) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  window.print();
};
if (document.readyState === "complete") printAsked();
else window.addEventListener("load", printAsked);
window.addEventListener("hashchange", printAsked);
// A chosen option that sends its form at once, e.g. the month of a page.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-send]")) event.target.form.requestSubmit();
});
// The address of a view, copied to be sent to somebody; without a clipboard it is a link.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-copy]");
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  const said = document.createElement("div");
  said.className = "note good";
  said.textContent = link.dataset.copy;
  document.getElementById("messages").replaceChildren(said);
});
// Copies an address that also stands there to be read.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied;
  } catch {
    field.focus(); // the browser refuses: it is selected, Ctrl C copies it
  }
});
