/** The page as it is now; a page view carries it. Cut as the server would, and never through a character. */
export const page = (referrer: string) => ({
  url: location.href.slice(0, 2048),
  title: Array.from(document.title).slice(0, 512).join(""),
  referrer: referrer.slice(0, 2048),
  language: navigator.language,
});

/** What a visitor without privacy also tells. */
export const place = () => ({
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  screen: `${screen.width}x${screen.height}`,
});

export const visible = () => document.visibilityState === "visible";
