// Keys for those who like them: n a new entry, / search, ? the list of keys, g then a letter a page. And a form that
// is asked for comes in its place on the page, so that what is being typed in another stays.
// Nothing here is needed: every page works without it. Keys typed in a field, or with a modifier, are left alone.
"use strict";
(() => {
  const pages = { t: "/", p: "/people", w: "/promises", i: "/inbox", m: "/import", h: "/history", s: "/settings", k: "/week", l: "/practice", a: "/more", d: "/meetings", e: "/review", c: "/circles", o: "/concerns" };
  let going = 0;

  const typing = (element) =>
    element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);

  // A page may give a key to a part of its own: a button is pressed, a link followed, a fold opened.
  const own = (letter) => /^(\w|Arrow(Left|Right))$/.test(letter) && document.querySelector(`[data-key~="${letter}"]`);
  const press = (part) => {
    if (part.tagName === "INPUT") return part.focus();
    if (part.tagName !== "SUMMARY") return part.click();
    part.parentElement.open = true;
    enter(part.parentElement);
  };
  const field = "input:not([type=hidden]), select, textarea";
  // Where there is nothing to fill in, as in a table, what opened it keeps the focus.
  const enter = (form) => (form.querySelector(field) ?? form.querySelector("summary"))?.focus({ preventScroll: true });

  // A form that was asked for is ready to be filled in.
  const unfolded = new URLSearchParams(location.search).get("open");
  const form = unfolded && document.getElementById(unfolded);
  if (form) enter(form);

  // What a page suggests counts as shown when somebody looks at it, not when it was asked for.
  const shown = document.querySelector("[data-shown]");
  const tell = () => {
    if (document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", tell);
    // An answer nobody reads counts as one that was broken off.
    const said = { method: "POST", keepalive: true, body: new URLSearchParams(shown.dataset.shown) };
    fetch("/shown", said).then((answer) => answer.text()).catch(() => {});
  };
  if (shown) {
    document.addEventListener("visibilitychange", tell);
    tell();
  }

  // Two forms of one kind call their fields alike: on one page each needs a name of its own.
  const apart = (form, key) => {
    for (const part of form.querySelectorAll("[id]")) {
      const id = part.id;
      if (!document.getElementById(id)) continue;
      part.id = `${id}-${key}`;
      form.querySelectorAll(`label[for="${id}"]`).forEach((label) => { label.htmlFor = part.id; });
    }
    return form;
  };
  const unfold = async (link) => {
    const answer = await fetch(link.href);
    const form = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(link.id);
    if (!answer.ok || !form?.matches("details")) return location.assign(link.href);
    link.replaceWith(apart(form, link.id));
    enter(form);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.folded");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    unfold(link).catch(() => location.assign(link.href));
  });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const letter = event.key;
    if (going && event.timeStamp - going < 1500 && pages[letter]) {
      location.assign(pages[letter]);
    } else if (own(letter)) {
      if (!event.repeat) press(own(letter));
    } else if (letter === "n") {
      const here = document.querySelector("main[data-new]");
      location.assign(here ? here.dataset.new : "/new");
    } else if (letter === "/") {
      document.getElementById("search").focus();
    } else if (letter === "?") {
      location.assign("/keys");
    } else if (letter === "g") {
      going = event.timeStamp;
      return;
    } else {
      going = 0;
      return;
    }
    going = 0;
    event.preventDefault();
  });
})();
