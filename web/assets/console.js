// The GraphQL console: write a query, run it, share it. No word a person reads stands here: each comes from a data-*
// attribute of #console or from an element of the page, so that one script serves every language.
import { openSchema } from "./schema-browser.js";

const at = (id) => document.getElementById(id);
const root = at("console");
const words = root.dataset;
const form = at("console-form");
const query = at("query");
const variables = at("variables");
const result = at("result");
const status = at("status");
let running; // the AbortController of the newest request
let shownSearch = location.search;

const number = new Intl.NumberFormat(document.documentElement.lang || undefined, { maximumFractionDigits: 1 });
const phrase = (pattern, values) =>
  pattern.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number.format(values[name]) : values[name]));
const say = (text) => { status.textContent = text; };

// ---- Writing

// execCommand is deprecated, yet nothing else keeps the field's undo; it needs the focus, which goes back afterwards.
function type(editor, text) {
  const before = document.activeElement;
  editor.focus({ preventScroll: true });
  if (!document.execCommand("insertText", false, text))
    editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, "end");
  before.focus({ preventScroll: true });
}

const lineToCaret = (editor) => editor.value.slice(0, editor.selectionStart).split("\n").at(-1);

// A line break that keeps the indentation, two deeper after an opening bracket.
function lineBreak(editor) {
  const line = lineToCaret(editor);
  return `\n${line.match(/^ */)[0]}${/[{[(]\s*$/.test(line) ? "  " : ""}`;
}

// Tab belongs to the keyboard user until they ask otherwise; after Esc it leaves the field even then.
function helpWriting(editor) {
  let escaped = false;
  editor.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const indents = event.key === "Tab" && at("tab-indents").checked && !escaped;
    escaped = event.key === "Escape";
    if (!indents && event.key !== "Enter") return;
    event.preventDefault();
    type(editor, indents ? "  " : lineBreak(editor));
  });
}

// A field goes on a line of its own; an enum value or input field (inline) stays on the caret's line.
function insertName(name, inline) {
  const line = lineToCaret(query);
  const lead = inline ? (/\w$/.test(line) ? " " : "") : line.trim() ? lineBreak(query) : "";
  const tail = /^\w/.test(query.value.slice(query.selectionEnd)) ? " " : "";
  type(query, lead + name + tail);
  say(phrase(words.inserted, { name }));
}

// ---- Address: the page's query string holds what is written, so Back, reload and a shared link bring it again

function written(search) {
  const params = new URLSearchParams(search);
  return {
    query: params.get("query") ?? query.defaultValue,
    variables: params.get("variables") ?? (params.has("query") ? "" : variables.defaultValue),
    run: params.get("run") === "1",
  };
}

const same = (old) => old.query === query.value && old.variables.trim() === variables.value.trim();

function fill(search) {
  const text = written(search);
  query.value = text.query;
  variables.value = text.variables;
  // Inside the innermost first selection, not behind the last bracket: a name inserted from the schema fits there.
  const end = text.query.search(/\n\s*\}/);
  if (end >= 0) query.setSelectionRange(end, end);
  readVariables();
  return text.run;
}

// `kept` holds the page's other parameters, such as its language. Null where the server would refuse so long an address.
function link(path, kept, extra = {}) {
  const params = new URLSearchParams(kept);
  for (const name of ["query", "variables", "run"]) params.delete(name);
  params.set("query", query.value);
  if (variables.value.trim()) params.set("variables", variables.value.trim());
  for (const [name, value] of Object.entries(extra)) params.set(name, value);
  const address = new URL(`${path}?${params}`, location.origin).href;
  return address.length <= Number(words.longestLink) ? address : null;
}

const pageLink = (extra) => link(location.pathname, location.search, extra);

function remember() {
  const address = pageLink({ run: 1 });
  if (!address) return;
  history[same(written(location.search)) ? "replaceState" : "pushState"](null, "", address + location.hash);
  shownSearch = location.search;
}

// What was being written stays one Back away when an example takes its place.
function keepDraft() {
  const address = same(written(location.search)) ? null : pageLink();
  if (address) history.pushState(null, "", address + location.hash);
}

// ---- Running

function readVariables() {
  const text = variables.value.trim();
  let problem = "";
  try {
    const value = text ? JSON.parse(text) : {};
    if (value === null || typeof value !== "object" || Array.isArray(value)) problem = words.variablesObject;
  } catch (error) {
    problem = phrase(words.variablesInvalid, { detail: error.message });
  }
  at("variables-error").textContent = problem;
  variables.ariaInvalid = String(problem !== "");
  return problem ? null : text;
}

// Made as text, not from parsed variables: a number that JavaScript cannot hold is sent as it was written.
const bodyOf = (text) => `{"query":${JSON.stringify(query.value)}${text ? `,"variables":${text}` : ""}}`;

async function ask(body, signal) {
  const start = performance.now();
  const headers = { "content-type": "application/json", accept: "application/graphql-response+json, application/json" };
  const response = await fetch(words.endpoint, { method: "POST", headers, body, signal });
  const bytes = await response.arrayBuffer();
  const ms = Math.round(performance.now() - start);
  return { status: String(response.status), ms, kb: bytes.byteLength / 1000, text: new TextDecoder().decode(bytes) };
}

// Indents JSON token by token: parsing and printing again would change numbers such as 1.50 or 2^60.
function pretty(json) {
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  return json.replace(/\s*("(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\],:]|[^\s{}[\],:"]+)\s*/g, (_, token) => {
    if (token === ":") return ": ";
    if (token === ",") return `,${line()}`;
    if (token === "{" || token === "[") { depth += 1; return token + line(); }
    if (token === "}" || token === "]") { depth -= 1; return line() + token; }
    return token;
  });
}

const parsed = (text) => { try { return JSON.parse(text); } catch { return null; } };

function showAnswer(answer) {
  const json = parsed(answer.text);
  const cost = json?.extensions?.cost;
  const errors = json?.errors?.length;
  result.textContent = json === null ? answer.text : pretty(answer.text);
  result.scrollTo(0, 0);
  say(phrase(words.status, answer)
    + (cost ? phrase(words.cost, cost) : "")
    + (errors ? phrase(words.errors, { count: errors }) : ""));
}

function showRequest(text) {
  showCode(text);
  const answer = link(words.endpoint, "");
  at("answer-link").hidden = !answer;
  at("too-long").hidden = Boolean(answer);
  if (answer) at("answer-link").href = answer;
  at("request").hidden = false;
}

async function run() {
  const text = readVariables();
  if (text === null) { say(at("variables-error").textContent); return variables.focus(); }
  running?.abort();
  const mine = running = new AbortController();
  remember();
  showRequest(text);
  say(words.running);
  result.ariaBusy = "true";
  const answer = await ask(bodyOf(text), mine.signal).catch(() => null);
  if (mine.signal.aborted) return;
  result.ariaBusy = "false";
  if (answer) showAnswer(answer);
  else { result.textContent = ""; say(words.unreachable); }
  at("answer-title").scrollIntoView({ block: "nearest" });
}

// ---- The same request elsewhere: the page holds each language's pattern, here is how each language quotes

const QUOTES = {
  curl: (text) => `'${text.replaceAll("'", "'\\''")}'`,
  python: (text) => `"""\n${text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"')}\n"""`,
  javascript: (text) => `\`\n${text.replace(/[\\`]|\$\{/g, "\\$&")}\n\``,
  r(text) { // a raw string, its fence longer than any within
    const within = [...text.matchAll(/\)(-*)"/g)].map((found) => found[1].length + 1);
    const fence = "-".repeat(Math.max(1, ...within));
    return `r"${fence}(\n${text}\n)${fence}"`;
  },
};
const patterns = new Map([...root.querySelectorAll("[data-code]")].map((pre) => [pre, pre.textContent]));

function showCode(text) {
  const url = new URL(words.endpoint, location.href).href;
  for (const [pre, pattern] of patterns) {
    const quote = QUOTES[pre.dataset.code];
    const parts = { url, body: quote(bodyOf(text)), query: quote(query.value), variables: quote(text || "{}"), json: text || "{}" };
    pre.textContent = pattern.replace(/\{(url|body|query|variables|json)\}/g, (_, name) => parts[name]);
  }
}

// ---- Sharing and examples

async function copyLink() {
  const address = pageLink({ run: 1 });
  if (!address) return say(at("too-long").textContent);
  try {
    await navigator.clipboard.writeText(address);
    say(words.copied);
  } catch { // no permission, or plain http on another host: the link is shown, marked, ready to copy by hand
    at("page-link").value = address;
    at("page-link-row").hidden = false;
    at("page-link").select();
    at("page-link").focus();
  }
}

// An example is a plain link to this page, so it can be opened elsewhere and works from a page without this script.
function takeExample(event) {
  const example = event.target.closest("a[href*='query=']");
  if (!example || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  keepDraft();
  fill(example.search);
  result.focus();
  run();
}

// A jump inside the page (the schema's links) is told as popstate too; only another query is a reason to fill again.
function comeBack() {
  if (location.search === shownSearch) return;
  shownSearch = location.search;
  if (fill(location.search)) run();
}

form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
});
// Checked on running only, then while it is mended: an error that came or went on leaving the field would move the
// Run button from under the pointer.
variables.addEventListener("input", () => { if (variables.ariaInvalid === "true") readVariables(); });
at("copy-link").addEventListener("click", copyLink);
at("examples").addEventListener("click", takeExample);
addEventListener("popstate", comeBack);
helpWriting(query);
helpWriting(variables);
for (const element of root.querySelectorAll("[data-needs-script]")) element.hidden = false;
if (fill(location.search)) run();
openSchema({ endpoint: words.endpoint, words, phrase, insertName });
