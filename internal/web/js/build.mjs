// Bundles the browser part into ../dist. Needed only after a change below src/ or of a version in package.json:
//   npm ci && npm run build
// The bundle is committed, so that building and testing Fairway needs nothing but Go.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";

await build({
  entryPoints: ["src/app.js"],
  outfile: "../dist/app.js",
  bundle: true,
  format: "esm",
  target: "es2020",
  minify: true,
  charset: "utf8",
  legalComments: "none",
});

const licence = await readFile("node_modules/htmx.org/LICENSE", "utf8");
const { version } = JSON.parse(await readFile("node_modules/htmx.org/package.json", "utf8"));
await writeFile("../dist/app.js.LICENSE.txt", `app.js contains htmx ${version}, https://htmx.org\n\n${licence.trim()}\n`);

// The test of the page kit compares this sum with the sources, so that a stale bundle is noticed without node.
const sum = createHash("sha256");
const sources = (await readdir("src")).sort().map((name) => `src/${name}`);
for (const name of ["package-lock.json", "build.mjs", ...sources]) sum.update(await readFile(name));
await writeFile("../dist/sources.sha256", `${sum.digest("hex")}\n`);
