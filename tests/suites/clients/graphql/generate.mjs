// Makes typed documents of operations.graphql with graphql-codegen. Usage: generate.mjs SDL OUT.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as documents from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse } from 'graphql';

const [sdl, filename] = process.argv.slice(2);
const source = readFileSync(sdl, 'utf8');
const location = new URL('operations.graphql', import.meta.url);
writeFileSync(filename, await codegen({
  filename,
  schema: parse(source),
  schemaAst: buildSchema(source),
  documents: [{ location: location.pathname, document: parse(readFileSync(location, 'utf8')) }],
  pluginMap: { operations, documents },
  plugins: [{ operations: {} }, { documents: {} }],
  config: { useTypeImports: true, documentMode: 'string', strictScalars: false },
}));
