// Builds dist/: the core and its lazy parts, whose names carry a hash of their contents; the chat's words in a file a language.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { report } from "./size.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");

const stylesheets = {
  name: "stylesheets",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    }),
};

async function bundle(entry, options) {
  const { outputFiles } = await build({
    entryPoints: [join(here, "src", entry)], plugins: [stylesheets], bundle: true, minify: true, write: false,
    target: "es2020", charset: "utf8", legalComments: "none", ...options,
  });
  return outputFiles[0].contents;
}

async function lazy(name, entry = `${name}/${name}.ts`, define = {}) {
  const code = await bundle(entry, { format: "esm", define });
  const file = `${name}-${createHash("sha256").update(code).digest("hex").slice(0, 12)}.js`;
  writeFileSync(join(dist, file), code);
  return file;
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const words = {};
for (const file of readdirSync(join(here, "src/words"))) {
  const language = file.slice(0, -3);
  words[language] = await lazy(`words-${language}`, `words/${file}`);
}
const define = {
  INVITATION: JSON.stringify(await lazy("invitation")),
  CHAT: JSON.stringify(await lazy("chat", "chat/chat.ts", { WORDS: JSON.stringify(words) })),
};
writeFileSync(join(dist, "t.js"), await bundle("core/t.ts", { format: "iife", define }));
report();
