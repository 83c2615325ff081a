// Says how many characters are left while somebody writes. Counts code points, as the server does.

export function countCharacters(root) {
  for (const field of root.querySelectorAll("[data-count]")) {
    const note = root.querySelector(`[data-count-for="${field.id}"]`);
    const limit = Number(field.dataset.count);
    const tell = () => {
      const left = limit - [...field.value].length;
      const words = left < 0 ? note.dataset.over : note.dataset.left;
      note.textContent = words.replace("{n}", Math.abs(left).toLocaleString("en"));
      note.classList.toggle("over", left < 0);
    };
    field.addEventListener("input", tell);
    if (field.value) tell();
  }
}
