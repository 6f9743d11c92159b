/** Moves the card to the top while the page's focused field would lie under it. */
export function aside(host: HTMLElement, field: Element): void {
  host.classList.remove("away");
  const a = field.getBoundingClientRect();
  const b = host.getBoundingClientRect();
  if (a.right > b.left && a.left < b.right && a.bottom > b.top && a.top < b.bottom) host.classList.add("away");
}
