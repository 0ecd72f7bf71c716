import assert from 'node:assert/strict';
import test from 'node:test';
import { breakingChanges } from './openapi-diff.mjs';

const document = () => ({
  openapi: '3.1.0',
  paths: {
    '/rows': {
      get: {
        operationId: 'listRows',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
          { name: 'sort', in: 'query', schema: { type: 'string', enum: ['id', '-id'] } },
          { $ref: '#/components/parameters/cursor' },
          { name: 'fields', in: 'query', schema: { type: 'string', pattern: '^(id|year)(,(id|year))*$' } },
        ],
        responses: {
          200: {
            headers: { ETag: { schema: { type: 'string' } } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Page' } } },
          },
          400: { content: { 'application/problem+json': { schema: { type: 'object' } } } },
        },
      },
    },
  },
  components: {
    parameters: { cursor: { name: 'cursor', in: 'query', schema: { type: 'string', maxLength: 500 } } },
    schemas: {
      Page: {
        type: 'object',
        required: ['data'],
        properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Row' } } },
      },
      Row: {
        type: 'object',
        required: ['id', 'year'],
        properties: {
          id: { type: 'string' },
          year: { type: ['integer', 'null'] },
          stage: { type: 'string', enum: ['idea', 'trial'] },
          parent: { oneOf: [{ $ref: '#/components/schemas/Row' }, { type: 'null' }] },
        },
      },
    },
  },
});

const changed = (edit) => {
  const after = document();
  edit(after, after.paths['/rows'].get, after.components.schemas.Row);
  return breakingChanges(document(), after);
};
const ROW = 'GET /rows: response 200 application/json.data[]';

const breaking = {
  'a path': [(doc) => { delete doc.paths['/rows']; }, 'path /rows removed'],
  'a method': [(doc) => { doc.paths['/rows'] = { head: {} }; }, 'GET /rows removed'],
  'an operationId': [(_, get) => { get.operationId = 'rows'; }, 'GET /rows: operationId changed from listRows to rows'],
  'a parameter': [(_, get) => { get.parameters.shift(); }, 'GET /rows: query parameter limit removed'],
  'a required parameter': [(_, get) => { get.parameters.push({ name: 'key', in: 'query', required: true }); },
    'GET /rows: query parameter key became required'],
  'a parameter that became required': [(_, get) => { get.parameters[0].required = true; },
    'GET /rows: query parameter limit became required'],
  'an upper bound': [(_, get) => { get.parameters[0].schema.maximum = 50; },
    'GET /rows: query parameter limit: maximum tightened from 100 to 50'],
  'a lower bound': [(_, get) => { get.parameters[0].schema.minimum = 2; },
    'GET /rows: query parameter limit: minimum tightened from 1 to 2'],
  'a new bound': [(_, get) => { get.parameters[1].schema.maxLength = 9; },
    'GET /rows: query parameter sort: maxLength tightened from none to 9'],
  'a bound behind a reference': [(doc) => { doc.components.parameters.cursor.schema.maxLength = 9; },
    'GET /rows: query parameter cursor: maxLength tightened from 500 to 9'],
  'a pattern': [(doc) => { doc.components.parameters.cursor.schema.pattern = '^a'; },
    'GET /rows: query parameter cursor: pattern tightened from none to ^a'],
  'a name of a pattern': [(_, get) => { get.parameters[3].schema.pattern = '^(id|title)(,(id|title))*$'; },
    'GET /rows: query parameter fields: pattern tightened from ^(id|year)(,(id|year))*$ to ^(id|title)(,(id|title))*$'],
  'a value of a parameter': [(_, get) => { get.parameters[1].schema.enum.pop(); },
    'GET /rows: query parameter sort: value "-id" removed'],
  'a parameter closed to values': [(doc) => { doc.components.parameters.cursor.schema.enum = ['a']; },
    'GET /rows: query parameter cursor: restricted to "a"'],
  'a status': [(_, get) => { delete get.responses[400]; }, 'GET /rows: response 400 removed'],
  'a media type': [(_, get) => { get.responses[400].content = {}; },
    'GET /rows: response 400: media type application/problem+json removed'],
  'a header': [(_, get) => { delete get.responses[200].headers; }, 'GET /rows: response 200 header ETag removed'],
  'a property': [(_, __, row) => { delete row.properties.id; }, `${ROW}: property id removed`],
  'another type': [(_, __, row) => { row.properties.id.type = 'integer'; },
    `${ROW}.id: type changed from string to integer`],
  'a lost type': [(_, __, row) => { row.properties.year.type = 'integer'; },
    `${ROW}.year: type changed from integer|null to integer`],
  'null where there was none': [(_, __, row) => { row.properties.id = { type: ['string', 'null'] }; },
    `${ROW}.id: type changed from string to null|string`],
  'a value of an answer': [(_, __, row) => { row.properties.stage.enum.pop(); }, `${ROW}.stage: value "trial" removed`],
  'a key that may be missing': [(_, __, row) => { row.required.pop(); },
    `${ROW}: property year is no longer always there`],
};
for (const [name, [edit, line]] of Object.entries(breaking)) {
  test(`breaks: ${name}`, () => {
    const found = changed(edit);
    assert.ok(found.includes(line), `${line}\nnot among\n${found.join('\n')}`);
  });
}

const harmless = {
  nothing: () => {},
  'a new path': (doc) => { doc.paths['/more'] = { get: {} }; },
  'an optional parameter': (_, get) => { get.parameters.push({ name: 'q', in: 'query' }); },
  'wider bounds': (_, get) => { Object.assign(get.parameters[0].schema, { minimum: 0, maximum: 1000 }); },
  'a type more for a request': (_, get) => { get.parameters[0].schema.type = ['integer', 'null']; },
  'a value more for a request': (_, get) => { get.parameters[1].schema.enum.push('year'); },
  'a name more in a pattern': (_, get) => {
    get.parameters[3].schema.pattern = '^(id|title|year)(,(id|title|year))*$';
  },
  'a property more': (_, __, row) => { row.properties.title = { type: 'string' }; },
  'an answer more': (_, get) => { get.responses[410] = {}; },
  'a schema moved behind a reference': (doc, get) => {
    doc.components.schemas.Limit = get.parameters[0].schema;
    get.parameters[0].schema = { $ref: '#/components/schemas/Limit' };
  },
};
for (const [name, edit] of Object.entries(harmless)) test(`holds: ${name}`, () => assert.deepEqual(changed(edit), []));
