/**
 * Calls back when at least half of the element was in the viewport of a visible page for one second. The answer is to be
 * called when the page becomes visible or hidden.
 */
export function onceSeen(element: Element, seen: () => void): () => void {
  let timer = 0;
  let half = false;
  const look = (): void => {
    clearTimeout(timer);
    if (half && !document.hidden) timer = setTimeout(seen, 1000);
  };
  new IntersectionObserver(
    ([entry]) => {
      half = entry!.intersectionRatio >= 0.5;
      look();
    },
    { threshold: 0.5 },
  ).observe(element);
  return look;
}
