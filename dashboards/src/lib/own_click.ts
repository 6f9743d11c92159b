/** A click that is to open another tab is the browser's. */
export const isOurs = (event: MouseEvent): boolean => !(event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0);
