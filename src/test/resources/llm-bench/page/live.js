// What a screen reader says when something changes without the focus moving.

function say(text) {
  document.getElementById("live").textContent = text;
}
