// Builds dist/: the core and its two lazy parts, whose names carry a hash of their contents.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

async function lazy(name) {
  const code = await bundle(`${name}/${name}.ts`, { format: "esm" });
  const file = `${name}-${createHash("sha256").update(code).digest("hex").slice(0, 12)}.js`;
  writeFileSync(join(dist, file), code);
  return file;
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const define = { INVITATION: JSON.stringify(await lazy("invitation")), CHAT: JSON.stringify(await lazy("chat")) };
writeFileSync(join(dist, "t.js"), await bundle("core/t.ts", { format: "iife", define }));
report();
