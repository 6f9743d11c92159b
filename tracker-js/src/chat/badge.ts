/** Counts unread messages in the page's own title, and gives the title back. */
export function createBadge() {
  let mark = "";
  return (n: number): void => {
    const { title } = document;
    const plain = mark && title.startsWith(mark) ? title.slice(mark.length).trimStart() : title;
    mark = n ? `(${n})` : "";
    const wanted = `${mark} ${plain}`.trim();
    if (title !== wanted) document.title = wanted;
  };
}
