// Keys for those who like them: n a new entry, / search, ? the list of keys, g then a letter a page.
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
    part.parentElement.querySelector("input:not([type=hidden]), select, textarea").focus();
  };

  // A form that was asked for is ready to be filled in.
  const unfolded = new URLSearchParams(location.search).get("open");
  const form = unfolded && document.getElementById(unfolded);
  const first = form && form.querySelector("input:not([type=hidden]), select, textarea");
  if (first) first.focus({ preventScroll: true });

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
