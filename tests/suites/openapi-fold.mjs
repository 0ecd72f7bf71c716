// Schemas of an OpenAPI 3.1 document as the comparison needs them.

/** The node with its reference replaced by what it names. */
export function deref(doc, node) {
  for (let hops = 0; node?.$ref; hops += 1) {
    const { $ref, ...siblings } = node;
    const target = $ref.replace(/^#\//, '').split('/')
      .reduce((at, key) => at?.[key.replace(/~1/g, '/').replace(/~0/g, '~')], doc);
    if (target === undefined || hops > 32) throw new Error(`reference ${$ref} leads nowhere`);
    node = { ...target, ...siblings };
  }
  return node ?? {};
}

/** A schema with references, allOf, anyOf and oneOf folded into one level; `refs` ends a circle. */
export function fold(doc, schema, refs = []) {
  const circle = schema?.$ref && refs.includes(schema.$ref);
  const inner = schema?.$ref ? [...refs, schema.$ref] : refs;
  const own = circle ? {} : deref(doc, schema);
  const values = 'const' in own ? [own.const] : own.enum;
  const out = {
    own,
    types: new Set([own.type ?? []].flat()),
    values: values && new Set(values.map((value) => JSON.stringify(value))),
    properties: { ...own.properties },
    required: new Set(own.required),
    items: own.items,
  };
  const variants = [...(own.anyOf ?? []), ...(own.oneOf ?? [])].map((part) => fold(doc, part, inner));
  const solid = variants.filter(({ types }) => !(types.size === 1 && types.has('null')));
  // All of allOf holds, and so does a variant whose only alternative is null.
  const holds = [...(own.allOf ?? []).map((part) => fold(doc, part, inner)), ...(solid.length === 1 ? solid : [])];
  for (const part of [...holds, ...variants]) {
    part.types.forEach((type) => out.types.add(type));
    out.properties = { ...part.properties, ...out.properties };
    out.items ??= part.items;
  }
  for (const part of holds) {
    part.required.forEach((name) => out.required.add(name));
    out.values ??= part.values;
    out.own = { ...part.own, ...out.own };
  }
  // Values are closed only if they are closed in every variant.
  if (solid.length && solid.every((part) => part.values)) {
    out.values ??= new Set(solid.flatMap((part) => [...part.values]));
  }
  return out;
}
