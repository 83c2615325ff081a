// j and k move through lists, Enter opens (the browser does that), / goes to the search field,
// x ticks (X all of them), ? shows the keys. Silent while somebody types or holds a modifier.

export function listenToKeys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const action = { j: () => move(root, 1), k: () => move(root, -1), x: () => tick(root), X: () => tickAll(root), "/": () => search(root), "?": () => help(root) }[event.key];
    if (action?.()) event.preventDefault();
  });
}

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog") != null;
}

function move(root, step) {
  const rows = [...root.querySelectorAll("[data-list] tbody tr")].filter((row) => row.querySelector("a"));
  if (!rows.length) return false;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
  const link = rows[next].querySelector("td.main a") ?? rows[next].querySelector("a");
  link.focus({ focusVisible: true });
  rows[next].scrollIntoView({ block: "nearest" });
  return true;
}

function tick(root) {
  const box = document.activeElement?.closest?.("[data-list] tbody tr")?.querySelector('input[type="checkbox"]');
  if (box) box.checked = !box.checked;
  return box != null;
}

function tickAll(root) {
  const boxes = [...root.querySelectorAll('[data-list] tbody input[type="checkbox"]')];
  const all = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !all;
  return boxes.length > 0;
}

function search(root) {
  const field = root.querySelector("[data-search]");
  field?.focus();
  field?.select();
  return field != null;
}

function help(root) {
  const dialog = root.getElementById("keys");
  dialog?.showModal();
  return dialog != null;
}
