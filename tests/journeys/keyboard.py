"""Somebody who has no mouse: walks a page with Tab, opens and closes with keys."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

AT_A_TIME = 20
MORE_THAN_WANTED = 60
"""Regions that scroll are stops of Tab too, beside the controls."""

# Written down before the first Tab: every visible control, what it looks like without
# the focus, and whatever shows a hand without being or holding a control. Of radio
# buttons one of a group is reached by Tab, the others by arrows.
BEGIN = """() => {
    const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, "
        + "summary, [role=button], [role=tab], [role=option], [role=switch], "
        + "[contenteditable=true]";
    const LOOKS = ["outlineStyle", "outlineWidth", "boxShadow", "borderTopColor",
        "borderBottomColor", "borderBottomWidth", "backgroundColor"];
    const quiet = new CSSStyleSheet();
    quiet.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets.push(quiet);
    const seen = (one) => one.getClientRects().length > 0
        && one.checkVisibility({ visibilityProperty: true });
    const off = (one) => one.matches(":disabled, [aria-hidden=true]")
        || one.closest("[inert]");
    const told = (one) => `${one.outerHTML.split(">")[0].slice(0, 90)}> `
        + one.textContent.trim().replace(/\\s+/g, " ").slice(0, 40);
    const look = (one) => [one, one.parentElement, one.nextElementSibling]
        .filter(Boolean)
        .map((near) => LOOKS.map((name) => getComputedStyle(near)[name]).join())
        .join(";");
    const all = [...document.querySelectorAll(CONTROLS)]
        .filter((one) => seen(one) && !off(one));
    const group = (one) => all.filter((other) => other.type === "radio"
        && other.name === one.name && other.form === one.form);
    const wanted = all.filter((one) => one.type !== "radio"
        || one === (group(one).find((other) => other.checked) ?? group(one)[0]));
    const hands = [...document.querySelectorAll("body *")].filter((one) =>
        getComputedStyle(one).cursor === "pointer"
        && getComputedStyle(one.parentElement).cursor !== "pointer"
        && seen(one) && !off(one) && !one.closest(`label, ${CONTROLS}`)
        && !one.querySelector(CONTROLS) && one.tabIndex < 0);
    const before = new Map(wanted.map((one) => [one, look(one)]));
    const reached = new Map();
    document.addEventListener("focusin", ({ target }) => {
        if (!reached.has(target)) reached.set(target, look(target));
    }, true);
    window.walked = {
        isDone: () => wanted.every((one) => reached.has(one) || !seen(one)),
        faults: () => [
            ...wanted.filter((one) => seen(one) && !reached.has(one))
                .map((one) => `Tab does not reach ${told(one)}`),
            ...[...reached].filter(([one, look]) => before.get(one) === look)
                .map(([one]) => `no ring around ${told(one)}`),
            ...hands.map((one) => `a hand, and no key: ${told(one)}`),
        ],
    };
    return wanted.length;
}"""
HAS_FOCUS = "one => one === document.activeElement"
LEADS_ON = "one => one.parentElement.querySelector(':scope > :not(summary) :is(a, "
LEADS_ON += "button, input:not([type=hidden]), select, textarea)') !== null"
IS_OPEN = "one => one.parentElement.open"


def faults_of(page: Page) -> list[str]:
    """What somebody with keys alone could not reach, see or make out."""
    wanted = page.evaluate(BEGIN)
    for _times in range((wanted + MORE_THAN_WANTED) // AT_A_TIME + 1):
        for _tab in range(AT_A_TIME):
            page.keyboard.press("Tab")
        if page.evaluate("walked.isDone()"):
            break
    return [*page.evaluate("walked.faults()"), *_nameless(page)]


def _nameless(page: Page) -> list[str]:
    """What can have the focus and tells a screen reader nothing."""
    asked = page.context.new_cdp_session(page)
    tree: list[dict[str, Any]] = asked.send("Accessibility.getFullAXTree")["nodes"]
    faults = []
    for node in tree:
        focusable = {"name": "focusable", "value": {"type": "boolean", "value": True}}
        role = node.get("role", {}).get("value", "")
        if (
            node["ignored"]
            or role in {"RootWebArea", "main"}
            or focusable not in node.get("properties", [])
            or node.get("name", {}).get("value")
        ):
            continue
        known = {"backendNodeId": node["backendDOMNodeId"]}
        about = asked.send("DOM.describeNode", known)["node"]
        faults.append(f"{role} without a name: {about['localName']}")
    asked.detach()
    return faults


def folds_of(page: Page) -> list[str]:
    """What opens (menus, questions before a deed) and does not open or close by keys,
    or keeps the focus when it closes."""
    faults = []
    for fold in page.locator("details.menu > summary, details.ask > summary").all():
        if not fold.is_visible():
            continue
        words = fold.inner_text().strip()[:40]
        for key in ("Enter", "Space"):
            fold.focus()
            page.keyboard.press(key)
            if not fold.evaluate(IS_OPEN):
                faults.append(f"{key} does not open “{words}”")
            if fold.evaluate(LEADS_ON):
                page.keyboard.press("Tab")
            page.keyboard.press("Escape")
            if fold.evaluate(IS_OPEN):
                faults.append(f"Escape does not close “{words}”")
            elif not fold.evaluate(HAS_FOCUS):
                faults.append(f"after “{words}” the focus is lost")
    return faults
