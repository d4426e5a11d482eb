// The panel beside a grid: it shows one row at a time, and keys lead into it.

export class Beside {
  constructor(id) {
    this.id = id;
    this.wanted = null; // the row whose panel somebody waits for
    document.body.addEventListener("htmx:afterSettle", (event) => {
      if (this.wanted && event.detail.target?.id === this.id) {
        this.focus(this.wanted);
        this.wanted = null;
      }
    });
  }

  formOf(row) {
    const forms = document.getElementById(this.id)?.querySelectorAll("form") ?? [];
    return [...forms].find((form) => form.getAttribute("action") === row.getAttribute("hx-get"));
  }

  focus(row) {
    const field = this.formOf(row)?.querySelector("textarea, input:not([type=hidden])");
    field?.focus();
    field?.scrollIntoView({ block: "nearest" });
    return Boolean(field);
  }

  // To the first field for this row; where the panel shows another, it is asked for first.
  enter(row) {
    this.wanted = this.focus(row) ? null : row;
    if (this.wanted) row.dispatchEvent(new Event("focusin", { bubbles: true }));
  }

  leave() {
    this.wanted = null;
  }

  // A figure that was saved is what the panel's words belong to.
  isSaved(row, version) {
    const field = this.formOf(row)?.elements.namedItem("version");
    if (field) field.value = version;
    this.isWritten(row);
  }

  // Whatever the panel tells of who wrote this row's figures is asked for again.
  isWritten(row) {
    const told = document.getElementById(this.id)?.querySelectorAll("[hx-trigger='figure:written']") ?? [];
    for (const part of told) {
      if (part.getAttribute("hx-get") === row.getAttribute("hx-get")) part.dispatchEvent(new Event("figure:written"));
    }
  }
}
