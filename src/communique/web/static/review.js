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
  const button = place.querySelector(`[data-key="${key}"]`) || document.querySelector(`.decided [data-key="${key}"]`);
  if (button) button.click();
  return Boolean(button);
}
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") go(at + 1);
  else if (event.key === "k") go(at - 1);
  else if (!/^[a-z0-9]$/.test(event.key) || !press(event.key)) return;
  event.preventDefault();
});
questions.forEach((question, n) => question.addEventListener("focusin", () => { if (n !== at) go(n); }));
go(0);
