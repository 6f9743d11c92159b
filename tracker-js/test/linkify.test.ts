import { expect, test } from "vitest";
import { linkify } from "../src/chat/linkify";

const shape = (text: string) => linkify(text).map((piece) => (typeof piece === "string" ? piece : `<${piece.getAttribute("href")}>`));

test.each([
  ["See https://shop.example/delivery.", ["See ", "<https://shop.example/delivery>", "."]],
  ["(http://a.example/x) and https://b.example/y_(z)", ["(", "<http://a.example/x>", ") and ", "<https://b.example/y_(z)>"]],
  ["HTTPS://A.example", ["<HTTPS://A.example>"]],
  ["javascript:alert(1) data:text/html,x ftp://a.example", ["javascript:alert(1) data:text/html,x ftp://a.example"]],
  ["javascript:https://a.example", ["javascript:", "<https://a.example>"]],
  ['https://a.example/"onmouseover=x', ["<https://a.example/>", '"onmouseover=x']],
  ["https:// and http://", ["https:// and http://"]],
  ["<img src=x onerror=alert(1)>", ["<img src=x onerror=alert(1)>"]],
  ["", []],
])("%s", (text, pieces) => expect(shape(text)).toEqual(pieces));

test("a link leaves nothing behind and vouches for nothing", () => {
  const [link] = linkify("https://a.example") as [HTMLAnchorElement];
  expect([link.target, link.rel]).toEqual(["_blank", "noopener noreferrer nofollow ugc"]);
});
