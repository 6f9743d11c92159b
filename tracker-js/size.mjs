// Prints what a visitor's browser downloads, gzipped, and fails when a part has outgrown its budget.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = join(dirname(fileURLToPath(import.meta.url)), "dist");
const budgets = { t: 4096, invitation: 3072, chat: 25600, words: 3072 };

export function report() {
  for (const file of readdirSync(dist).sort()) {
    const part = file.split(/[-.]/)[0];
    const size = gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
    console.log(`${file}: ${size} B of ${budgets[part]} B gzip`);
    if (!(size <= budgets[part])) process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) report();
