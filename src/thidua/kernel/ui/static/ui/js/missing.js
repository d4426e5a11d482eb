// What has to be filled in and is not is refused beside its field, in the house's words;
// without script the browser says it in its own.

const words = document.getElementById("words-for-script")?.dataset ?? {};
let isSaid = false; // one sending, one focus: on the first of the fields

document.addEventListener("invalid", (event) => {
  const control = event.target;
  const field = control.closest(".field");
  if (!field || !control.id || !control.validity.valueMissing) return;
  event.preventDefault();
  refuse(control, field);
  if (isSaid) return;
  isSaid = true;
  setTimeout(() => (isSaid = false));
  for (let one = control.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  control.focus();
}, true);

function refuse(control, field) {
  if (field.querySelector("[data-missing]")) return;
  const isChosen = control.matches("select, [type=file], [role=combobox]");
  const label = field.querySelector("label, legend").cloneNode(true);
  label.querySelector(".faint")?.remove();
  const reason = document.createElement("span");
  reason.className = "err";
  reason.dataset.missing = "";
  reason.textContent = (isChosen ? words.unchosen : words.unwritten).replace("#", label.textContent.trim());
  const remedy = document.createElement("span");
  remedy.className = "fix";
  remedy.textContent = isChosen ? words.choose : words.write;
  says(control, field).prepend(reason, remedy);
  field.classList.add("bad");
  control.setAttribute("aria-invalid", "true");
}

function says(control, field) {
  const id = `${control.id}-says`;
  const known = document.getElementById(id);
  if (known) {
    for (const old of known.querySelectorAll(".err, .fix")) old.remove();
    return known;
  }
  const made = document.createElement("div");
  made.id = id;
  field.append(made);
  control.setAttribute("aria-describedby", id);
  return made;
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const field = event.target.closest?.(".field");
    const reason = field?.querySelector("[data-missing]");
    if (!reason || !event.target.value) return;
    reason.nextElementSibling?.remove();
    reason.remove();
    field.classList.remove("bad");
    event.target.removeAttribute("aria-invalid");
  });
}
