/** How light `#rrggbb` is, 0 to 1: WCAG's relative luminance, within a hundredth. */
const luminance = (hex: string): number =>
  [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => sum + weight * (parseInt(hex.substr(1 + 2 * i, 2), 16) / 255) ** 2.2, 0);

/** White or black on `color`: one of them always reaches 4.5:1. */
export const textOn = (color: string) => (luminance(color) > 0.179 ? "#000" : "#fff");
