import { expect, test } from "vitest";
import { createConversation } from "../src/chat/conversation";
import { prefer, speak, standing, t, weight } from "../src/chat/words";
import de from "../src/words/de";
import en, { type Words } from "../src/words/en";
import es from "../src/words/es";
import fr from "../src/words/fr";
import it from "../src/words/it";
import nl from "../src/words/nl";
import pl from "../src/words/pl";
import pt from "../src/words/pt";

const blanks = (text: string) => (text.match(/\{\w+\}/g) || []).sort();

test.each(Object.entries({ de, en, es, fr, it, nl, pl, pt }))("%s says everything, and leaves the same blanks", (_, words: Words) => {
  for (const [key, text] of Object.entries(en)) {
    const said = words[key as keyof Words];
    expect(said.trim(), key).not.toBe("");
    expect(blanks(said), key).toEqual(blanks(text));
  }
});

test("what is filled in is only text, and the site's own words win", () => {
  speak(en, "en");
  prefer({ close: "Shut" });
  expect([t("chat_with", { name: "{name} $& #n#" }), t("close"), t("chat_with")]).toEqual(["Chat with {name} $& #n#", "Shut", "Chat with "]);
  prefer(undefined);
  expect(t("close")).toBe("Close");
});

test("who is in the room is named once", () => {
  speak(en, "en");
  const person = (name: string) => ({ name, initials: name[0]! });
  const under = (...names: string[]) => {
    const { state } = createConversation();
    return standing({ ...state, chat: "active", agent: person(names[0]!), agents: names.map(person) }, true);
  };
  expect(under("Ben")).toBe("Here now");
  expect(under("Ben", "Ben")).toBe("Here now");
  expect(under("Ben", "Ada", "Ben")).toBe("Ben, Ada");
});

test("a file is as large as it is", () => {
  expect([9, 640_000, 2_400_000].map(weight)).toEqual(["9 B", "640 kB", "2.4 MB"]);
});
