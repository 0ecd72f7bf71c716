// Lists innovations and fetches the first one by its slug, with documents typed by graphql-codegen.
import { ListDocument, OneDocument, type TypedDocumentString } from './generated.js';

const url = `${process.env.INOVASI_URL}/graphql`;
const ensure = (condition: boolean, what: string) => {
  if (!condition) throw new Error(what);
};

async function ask<Data, Variables>(query: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: query.toString(), variables }),
  });
  const body = await answer.json();
  ensure(answer.ok && !body.errors, `status ${answer.status}: ${JSON.stringify(body.errors)}`);
  return body.data;
}

const { innovations } = await ask(ListDocument, { first: 5 });
// A root field is null only where it failed, and ask has thrown then.
if (!innovations) throw new Error('no list came');
ensure(innovations.nodes.length === 5, 'five rows were asked for');
ensure(innovations.totalCount >= 5, 'the total counts the rows');
for (const { slug } of innovations.nodes) console.log(`graphql: ${slug}`);
const { innovation } = await ask(OneDocument, { slug: innovations.nodes[0].slug });
ensure(innovation?.slug === innovations.nodes[0].slug, 'another row came');
console.log(`graphql: ${innovation?.slug} is ${innovation?.title}`);
