// The schema beside the console: one introspection, then types and fields as pages of the address's fragment
// (#type-Innovation, #type-Innovation.title), so that a type is a plain link and Back works. Words and structure come
// from the page's <template> elements; text is always set as text, never as HTML.

const INTROSPECTION = `query Schema { __schema { queryType { name } types {
  kind name description interfaces { name } possibleTypes { name }
  fields(includeDeprecated: true) { ...Of args(includeDeprecated: true) { ...In } }
  inputFields(includeDeprecated: true) { ...In }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
} } }
fragment Of on __Field { name description isDeprecated deprecationReason type { ...Ref } }
fragment In on __InputValue { name description isDeprecated deprecationReason defaultValue type { ...Ref } }
fragment Ref on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

// Words of the schema language itself, the same for everybody.
const KEYWORDS = { OBJECT: "type", INPUT_OBJECT: "input", INTERFACE: "interface", UNION: "union", ENUM: "enum", SCALAR: "scalar" };

const at = (id) => document.getElementById(id);
const slot = (node, name) => node.querySelector(`[data-slot="${name}"]`);
const stamp = (id) => at(id).content.cloneNode(true);
const members = (type) => type.fields ?? type.inputFields ?? type.enumValues ?? [];

function typeLink(name) {
  const link = document.createElement("a");
  link.href = `#type-${name}`;
  link.textContent = name;
  return link;
}

// [Name!]! with the name as a link.
function reference(type) {
  let before = "";
  let after = "";
  for (; type.ofType; type = type.ofType) {
    if (type.kind === "LIST") { before += "["; after = `]${after}`; } else after = `!${after}`;
  }
  return [before, typeLink(type.name), after];
}

// Puts nodes into a slot; without any, the slot and the words around it go.
function put(node, name, ...content) {
  const place = slot(node, name);
  if (content.some((part) => part)) place.append(...content);
  else (place.closest("[data-optional]") ?? place).remove();
}

// Descriptions are Markdown; only `code` is common in them, so that is all that is understood.
const prose = (text) => (text ?? "").split("`").map((part, index) => {
  if (index % 2 === 0) return part;
  const code = document.createElement("code");
  code.textContent = part;
  return code;
});

const commas = (types) => (types ?? []).flatMap((type, index) => (index ? [", ", typeLink(type.name)] : [typeLink(type.name)]));

// What fields, arguments, input fields and enum values have in common.
function describe(node, member) {
  put(node, "name", member.name);
  put(node, "type", ...(member.type ? [": ", ...reference(member.type)] : []));
  put(node, "default", member.defaultValue ? ` = ${member.defaultValue}` : "");
  put(node, "reason", ...(member.isDeprecated ? prose(member.deprecationReason ?? " ") : []));
  put(node, "description", ...prose(member.description));
  return node;
}

// `owner` is set where the field stands in a list of finds rather than on its type's page.
function field(type, member, phrase, owner) {
  const node = describe(stamp("schema-field"), member);
  const insert = slot(node, "insert");
  insert.dataset.insert = member.name;
  insert.dataset.inline = type.fields ? "" : "1";
  insert.setAttribute("aria-label", phrase(insert.dataset.label, { name: member.name }));
  put(node, "owner", ...(owner ? [typeLink(type.name), "."] : []));
  put(node, "arguments", ...(member.args ?? []).map((arg) => describe(stamp("schema-argument"), arg)));
  if (!owner) node.firstElementChild.id = `type-${type.name}.${member.name}`;
  return node;
}

function typePage(type, phrase) {
  const node = stamp("schema-type");
  slot(node, "heading").id = `type-${type.name}`;
  put(node, "keyword", KEYWORDS[type.kind]);
  put(node, "name", type.name);
  put(node, "description", ...prose(type.description));
  put(node, "interfaces", ...commas(type.interfaces));
  put(node, "possible", ...commas(type.possibleTypes));
  put(node, "members", ...members(type).map((member) => field(type, member, phrase)));
  return node;
}

function typeRow(type) {
  const node = stamp("schema-row");
  put(node, "keyword", KEYWORDS[type.kind]);
  put(node, "name", typeLink(type.name));
  return node;
}

function listOf(template, rows) {
  const node = stamp(template);
  put(node, "rows", ...rows);
  return node;
}

// The whole name first, then its beginning, its inside, the description; a type before the fields of like rank.
function find(types, wanted) {
  const rank = (name, description) => {
    const place = name.toLowerCase().indexOf(wanted);
    if (place >= 0) return place > 0 ? 3 : name.length > wanted.length ? 2 : 1;
    return description?.toLowerCase().includes(wanted) ? 4 : 0;
  };
  const named = (type, member) => (wanted.includes(".") ? `${type.name}.${member.name}` : member.name);
  const finds = types.map((type) => ({ type, rank: rank(type.name, type.description) })).concat(types.flatMap((type) =>
    members(type).map((member) => ({ type, member, rank: rank(named(type, member), member.description) }))));
  return finds.filter((one) => one.rank > 0).sort((one, other) => one.rank - other.rank);
}

async function introspect(endpoint) {
  // GET, unlike the console's own queries: the browser may keep the answer until the next revision.
  const headers = { accept: "application/graphql-response+json, application/json" };
  const response = await fetch(`${endpoint}?${new URLSearchParams({ query: INTROSPECTION })}`, { headers });
  return (await response.json()).data.__schema;
}

export async function openSchema({ endpoint, words, phrase, insertName }) {
  const body = at("schema-body");
  const search = at("schema-search");
  const say = (text) => { at("schema-status").textContent = text; };
  const schema = await introspect(endpoint).catch(() => null);
  if (!schema) return say(words.schemaFailed);
  const byName = new Map(schema.types.map((type) => [type.name, type]));
  const types = schema.types.filter((type) => !type.name.startsWith("__")).sort((one, other) => one.name.localeCompare(other.name));
  const count = { types: types.length, fields: types.flatMap(members).length };

  function showPage() {
    const name = location.hash.match(/^#type-(\w+)/)?.[1];
    body.replaceChildren(location.hash === "#schema-types"
      ? listOf("schema-list", types.map(typeRow))
      : typePage(byName.get(name) ?? byName.get(schema.queryType.name), phrase));
    say(phrase(words.schemaReady, count));
  }

  // The fragment's target did not exist when the browser looked for it; the focus takes the reader there.
  function go() {
    if (!/^#(schema$|schema-types$|type-)/.test(location.hash)) return;
    search.value = "";
    showPage();
    (body.querySelector(`#${CSS.escape(location.hash.slice(1))}`) ?? slot(body, "heading")).focus();
  }

  function showFinds() {
    const wanted = search.value.trim().toLowerCase();
    if (!wanted) return showPage();
    const finds = find(types, wanted);
    const rows = finds.map(({ type, member }) => (member ? field(type, member, phrase, true) : typeRow(type)));
    body.replaceChildren(listOf("schema-finds", rows));
    say(phrase(words.schemaFound, { count: finds.length }));
  }

  at("schema").addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (button) insertName(button.dataset.insert, button.dataset.inline === "1");
    // The same fragment again changes nothing, so no hashchange comes.
    else if (event.target.closest("a")?.hash === location.hash && location.hash) go();
  });
  search.addEventListener("input", showFinds);
  addEventListener("hashchange", go);
  showPage();
}
