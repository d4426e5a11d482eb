// A form that its own answer replaces: whoever types on while the answer is under way goes on in
// the new form, from the next letter. A refusal leaves the form where it is.
const sent = new WeakMap(); // the form → what stood in each field when it was sent

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && field.type !== "hidden" && "value" in field && field.type !== "submit");
}

// What was typed since: behind what was sent, or instead of it.
function typedSince(field, before) {
  return field.value.startsWith(before) ? field.value.slice(before.length) : field.value;
}

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (form instanceof HTMLFormElement) sent.set(form, new Map(fieldsOf(form).map((field) => [field.name, field.value])));
});

document.body.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig?.elt;
  const before = sent.get(form);
  if (!before || !event.detail.shouldSwap || !event.detail.target.contains(form)) return;
  const later = fieldsOf(form).filter((field) => field.matches("input[type=text], input:not([type]), textarea") && field.value !== before.get(field.name));
  if (!later.length) return;
  const typed = later.map((field) => [field.name, typedSince(field, before.get(field.name) ?? ""), field === document.activeElement]);
  const action = form.getAttribute("action");
  document.body.addEventListener("htmx:afterSettle", () => goOn(action, typed), { once: true });
});

function goOn(action, typed) {
  const form = [...document.forms].find((one) => one.getAttribute("action") === action);
  for (const [name, value, wasHere] of typed) {
    const field = form?.elements.namedItem(name);
    if (!field) continue;
    field.value = value;
    if (!wasHere) continue;
    field.focus();
    field.setSelectionRange(value.length, value.length);
  }
}
