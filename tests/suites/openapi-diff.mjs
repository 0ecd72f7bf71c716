// What changed between two OpenAPI documents so that a client of the old one may break, a line for each.
// Requests may only become wider; answers keep what they promised.

import { deref, fold } from './openapi-fold.mjs';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const entries = (object) => Object.entries(object ?? {});

// The alternatives of a pattern: its groups of plain names, and what stands around them.
function alternatives(pattern) {
  const groups = [];
  const around = pattern.replace(/\(([a-z0-9_]+(?:\|[a-z0-9_]+)*)\)/g, (_, names) => {
    groups.push(new Set(names.split('|')));
    return '()';
  });
  return { around, groups };
}

// Whether a pattern takes all that another took. Of two patterns in general nobody can tell; of ours, which list names,
// the names tell it.
function takesMore(pattern, before) {
  const [a, b] = [alternatives(before), alternatives(pattern)];
  const holds = (names, place) => [...names].every((name) => b.groups[place].has(name));
  return a.around === b.around && a.groups.length > 0 && a.groups.length === b.groups.length && a.groups.every(holds);
}

function compareBounds(x, y, say) {
  const [a, b] = [x.own, y.own];
  const tell = (key) => say(`${key} tightened from ${a[key] ?? 'none'} to ${b[key]}`);
  for (const key of UPPER) if (key in b && !(a[key] <= b[key])) tell(key);
  for (const key of LOWER) {
    const floor = /^min./.test(key) && key !== 'minimum' ? 0 : -Infinity; // no string is shorter than 0
    if (key in b && b[key] > (a[key] ?? floor)) tell(key);
  }
  // The format of a number (int32, int64) says how to hold it; its bounds say what is refused.
  const exact = y.types.has('string') ? ['pattern', 'format'] : ['multipleOf', 'uniqueItems'];
  const wider = (key) => key === 'pattern' && a[key] && takesMore(b[key], a[key]);
  for (const key of exact) if (b[key] && a[key] !== b[key] && !wider(key)) tell(key);
}

function compareSchemas(ctx, where, a, b, request) {
  if (ctx.known(a, b, request)) return;
  const say = (text) => ctx.say(`${where}: ${text}`);
  const [x, y] = [fold(ctx.before, a), fold(ctx.after, b)];
  const list = (set) => [...set].sort().join('|') || 'any';
  // No type means any. An answer must not gain one either: its reader expects no null where there was none.
  const beyond = (some, other) => [...some].some((type) => !other.has(type));
  const lost = y.types.size > 0 && (x.types.size === 0 ? request : beyond(x.types, y.types));
  const gained = !request && x.types.size > 0 && (y.types.size === 0 || beyond(y.types, x.types));
  if (lost || gained) say(`type changed from ${list(x.types)} to ${list(y.types)}`);
  for (const value of x.values ?? []) if (y.values && !y.values.has(value)) say(`value ${value} removed`);
  if (request && !x.values && y.values) say(`restricted to ${list(y.values)}`);
  if (request) compareBounds(x, y, say);
  for (const [name, value] of entries(x.properties)) {
    if (!(name in y.properties)) say(`property ${name} removed`);
    else compareSchemas(ctx, `${where}.${name}`, value, y.properties[name], request);
    const loose = x.required.has(name) && name in y.properties && !y.required.has(name);
    if (!request && loose) say(`property ${name} is no longer always there`);
  }
  if (request) for (const name of y.required) if (!x.required.has(name)) say(`property ${name} became required`);
  if (x.items && y.items) compareSchemas(ctx, `${where}[]`, x.items, y.items, request);
}

function compareContent(ctx, where, a, b, request) {
  for (const [media, { schema }] of entries(a)) {
    if (!b?.[media]) ctx.say(`${where}: media type ${media} removed`);
    else compareSchemas(ctx, `${where} ${media}`, schema, b[media].schema, request);
  }
}

const parameters = (doc, item, operation) => new Map([...(item.parameters ?? []), ...(operation.parameters ?? [])]
  .map((raw) => deref(doc, raw))
  .map((parameter) => [`${parameter.in} parameter ${parameter.name}`, parameter]));

function compareOperations(ctx, where, [oldItem, a], [newItem, b]) {
  // Generated clients name their functions by it.
  const [id, newId] = [a.operationId, b.operationId];
  if (id !== newId) ctx.say(`${where}: operationId changed from ${id} to ${newId}`);
  const [was, is] = [parameters(ctx.before, oldItem, a), parameters(ctx.after, newItem, b)];
  for (const [key, parameter] of was) {
    if (is.has(key)) compareSchemas(ctx, `${where}: ${key}`, parameter.schema, is.get(key).schema, true);
    else ctx.say(`${where}: ${key} removed`);
  }
  for (const [key, { required }] of is) {
    if (required && !was.get(key)?.required) ctx.say(`${where}: ${key} became required`);
  }
  const [body, newBody] = [deref(ctx.before, a.requestBody), deref(ctx.after, b.requestBody)];
  if (newBody.required && !body.required) ctx.say(`${where}: request body became required`);
  compareContent(ctx, `${where}: request body`, body.content, newBody.content, true);
  for (const [status, response] of entries(a.responses)) {
    const here = `${where}: response ${status}`;
    const old = deref(ctx.before, response);
    const now = b.responses?.[status] && deref(ctx.after, b.responses[status]);
    if (!now) { ctx.say(`${here} removed`); continue; }
    for (const [name] of entries(old.headers)) if (!now.headers?.[name]) ctx.say(`${here} header ${name} removed`);
    compareContent(ctx, here, old.content, now.content, false);
  }
}

export function breakingChanges(before, after) {
  const found = new Set();
  const compared = [new Map(), new Map()];
  // Each pair of schemas is compared once in each direction: it ends circles and says a thing where it is met first.
  const known = (a, b, request) => {
    const [key, other, pairs] = [a?.$ref ?? a, b?.$ref ?? b, compared[Number(request)]];
    if (!pairs.has(key)) pairs.set(key, new Set());
    return pairs.get(key).has(other) || !pairs.get(key).add(other);
  };
  const ctx = { before, after, known, say: (text) => found.add(text) };
  for (const [path, raw] of entries(before.paths)) {
    const [item, now] = [deref(before, raw), after.paths?.[path] && deref(after, after.paths[path])];
    if (!now) { ctx.say(`path ${path} removed`); continue; }
    for (const method of METHODS.filter((name) => item[name])) {
      const where = `${method.toUpperCase()} ${path}`;
      if (now[method]) compareOperations(ctx, where, [item, item[method]], [now, now[method]]);
      else ctx.say(`${where} removed`);
    }
  }
  return [...found];
}
