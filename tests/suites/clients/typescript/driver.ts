// Lists innovations and fetches the first one by its id, with the client of openapi-generator (typescript-fetch)
// and with fetch under the types of openapi-typescript.
import { Configuration, InnovationsApi } from './client/index.js';
import type { paths } from './types.js';

const base = process.env.INOVASI_URL!;
const ensure = (condition: boolean, what: string) => {
  if (!condition) throw new Error(what);
};

const api = new InnovationsApi(new Configuration({ basePath: base }));
const page = await api.listInnovations({ limit: 5 });
ensure(page.data.length === 5, 'five rows were asked for');
ensure(page.meta.total >= 5, 'the total counts the rows');
for (const row of page.data) console.log(`typescript-fetch: ${row.id}`);
const one = await api.getInnovation({ id: page.data[0].id });
ensure(one.data.id === page.data[0].id, 'another row came');
console.log(`typescript-fetch: ${one.data.id} is ${one.data.title}`);

type List = paths['/v1/innovations']['get'];
type Detail = paths['/v1/innovations/{id}']['get'];
const query: List['parameters']['query'] = { limit: 5 };
const list: List['responses'][200]['content']['application/json'] =
  await (await fetch(`${base}/v1/innovations?limit=${query?.limit}`)).json();
const path: Detail['parameters']['path'] = { id: list.data[0].id };
const detail: Detail['responses'][200]['content']['application/json'] =
  await (await fetch(`${base}/v1/innovations/${path.id}`)).json();
ensure(list.data.length === 5 && detail.data.id === path.id, 'other rows came');
console.log(`openapi-typescript: ${detail.data.id} is ${detail.data.title}`);
