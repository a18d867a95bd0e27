// Keys for the review queue. Everything works without them, by the buttons of the page.
"use strict";
const questions = [...document.querySelectorAll(".questions > li")];
let at = -1;
function go(to) {
  if (!questions.length) return;
  if (at >= 0) questions[at].classList.remove("current");
  at = Math.max(0, Math.min(questions.length - 1, to));
  questions[at].classList.add("current");
  questions[at].scrollIntoView({ block: "nearest" });
  questions[at].focus({ preventScroll: true });
}
function press(key) {
  const place = at >= 0 ? questions[at] : document;
  const button = place.querySelector(`[data-key="${key}"]`) || document.querySelector(`.batch [data-key="${key}"], .decided [data-key="${key}"]`);
  if (button) button.click();
  return Boolean(button);
}
const marks = [...document.querySelectorAll(".mark input")];
function count() {
  const marked = marks.filter((mark) => mark.checked).length;
  const told = document.getElementById("marked");
  if (told) told.textContent = marked ? `${marked} marked` : "";
}
function toggle(all) {
  const mark = at >= 0 && questions[at].querySelector(".mark input");
  const to = all ? marks.some((each) => !each.checked) : mark && !mark.checked;
  for (const each of all ? marks : [mark].filter(Boolean)) each.checked = to;
  count();
}
marks.forEach((mark) => mark.addEventListener("change", count));
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input:not([type=checkbox]), textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") go(at + 1);
  else if (event.key === "k") go(at - 1);
  else if (event.key === "v" && marks.length) toggle(false);
  else if (event.key === "b" && marks.length) toggle(true);
  else if (!/^[a-zA-Z0-9]$/.test(event.key) || !press(event.key)) return;
  event.preventDefault();
});
questions.forEach((question, n) => question.addEventListener("focusin", () => { if (n !== at) go(n); }));
go(0);
