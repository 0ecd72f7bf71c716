// Lints openapi/schema.graphql (INOVASI_SDL names another file): the connections follow Relay, everything has
// a description, and the recommended rules for schemas hold.
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import graphql from '@graphql-eslint/eslint-plugin';

const here = dirname(fileURLToPath(import.meta.url));
const file = resolve(process.env.INOVASI_SDL ?? resolve(here, '../../openapi/schema.graphql'));

const rules = {
  ...graphql.configs['flat/schema-recommended'].rules,
  ...graphql.configs['flat/schema-relay'].rules,
  '@graphql-eslint/require-description': ['error', {
    types: true,
    rootField: true,
    FieldDefinition: true,
    InputValueDefinition: true,
    EnumValueDefinition: true,
    DirectiveDefinition: true,
    // Directives of the specification are printed without descriptions of their arguments.
    ignoredSelectors: [
      'DirectiveDefinition[name.value=/^(skip|include|deprecated|specifiedBy|oneOf)$/] > InputValueDefinition',
    ],
  }],
  // Beside edges a connection has nodes, and fields may be lists of scalars.
  '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
  // Facets, money, tombstones and the like are values without an identity of their own.
  '@graphql-eslint/strict-id-in-types': 'off',
  // A field is called as its column is in REST and CSV (innovationType of an Innovation).
  '@graphql-eslint/no-typename-prefix': 'off',
};

const eslint = new ESLint({
  cwd: dirname(file),
  overrideConfigFile: true, // no other configuration is looked for
  overrideConfig: [{
    files: ['**/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: file } } },
    linterOptions: { noInlineConfig: true },
    rules,
  }],
});

const [result] = await eslint.lintText(readFileSync(file, 'utf8'), { filePath: file });
for (const { line, column, message, ruleId } of result.messages) {
  console.log(`${basename(file)}:${line}:${column} ${message} (${ruleId ?? 'parser'})`);
}
const enabled = Object.values(rules).filter((rule) => rule !== 'off').length;
console.log(`sdl: ${result.messages.length} problems by ${enabled} rules`);
process.exitCode = result.messages.length === 0 ? 0 : 1;
