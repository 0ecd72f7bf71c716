// Opens the pages in Chromium ($CHROMIUM, else /usr/bin/chromium), wide and narrow, light and dark. Fails on a serious
// or critical finding of axe-core, sideways scroll, an error on the console (a breach of the CSP is one) and any
// request to another origin, which is not let through. Usage: pages.mjs [--out FOLDER] [PATH ...]; screenshots go
// to FOLDER.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const base = (process.env.INOVASI_URL ?? 'http://127.0.0.1:8080').replace(/\/+$/, '');
const { origin } = new URL(base);
const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
const out = values.out ?? mkdtempSync(join(tmpdir(), 'pages-'));
mkdirSync(out, { recursive: true });

const PATHS = ['/', '/docs', '/docs/first-answer', '/docs/data?lang=id', '/docs/errors/invalid_parameter', '/docs/rest',
  '/docs/rest/innovations', '/docs/rest/graphql?lang=id', '/docs/schema', '/docs/schema/Innovation', '/docs/search?q=cursor',
  '/docs/swagger/', '/graphiql', '/graphiql?run=1&lang=id'];
// Swagger UI's markup is not ours and has findings of its own; the reference that must be accessible is /docs/rest.
const FOREIGN = ['/docs/swagger/'];
const VIEWS = [
  { name: '1200', width: 1200, height: 900, colorScheme: 'light' },
  { name: '1200-dark', width: 1200, height: 900, colorScheme: 'dark' },
  { name: '360', width: 360, height: 740, colorScheme: 'light' },
];

/** The addresses of the sitemap, or of its parts. */
async function ofSitemap(address = `${base}/sitemap.xml`, depth = 0) {
  const answer = await fetch(address);
  if (!answer.ok) return [];
  const found = [...(await answer.text()).matchAll(/<loc>\s*([^<\s]+)\s*<\/loc>/g)]
    .map(([, text]) => new URL(text.replaceAll('&amp;', '&'), base));
  if (depth === 0 && found.some((url) => url.pathname.endsWith('.xml'))) {
    return (await Promise.all(found.slice(0, 20).map((url) => ofSitemap(base + url.pathname, 1)))).flat();
  }
  return found.map((url) => url.pathname + url.search);
}

/** Whether a browser is given a page there: a sitemap also names data, whose documents are no pages of ours. */
async function isPage(path) {
  const answer = await fetch(base + path, { method: 'HEAD', headers: { accept: 'text/html' } });
  return answer.ok ? answer.headers.get('content-type')?.startsWith('text/html') : true;
}

/** The first of each kind: the pages of a kind come from one template. */
function firstOfKind(paths) {
  const seen = {};
  return paths.filter((path) => {
    const kind = path.split('/').slice(0, -1).join('/');
    seen[kind] = (seen[kind] ?? 0) + 1;
    return seen[kind] <= 2;
  });
}

/** Runs axe-core in a page. */
async function accessible(page, path, problems) {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  for (const { id, impact, help, nodes } of violations) {
    const text = `axe ${impact} ${id}: ${help}, ${nodes.length} times, first ${nodes[0].target.join(' ')}`;
    if (impact === 'serious' || impact === 'critical') problems.push(text);
    else console.log(`     note ${path} ${text}`);
  }
  if (passes.length === 0) problems.push('axe: no rule passed, the page is empty');
}

async function open(browser, path, view) {
  const problems = [];
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    colorScheme: view.colorScheme,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  try {
    await context.route('**/*', (route) => {
      const url = new URL(route.request().url());
      if (url.origin === origin || ['data:', 'blob:'].includes(url.protocol)) return route.continue();
      problems.push(`request to another origin: ${url}`);
      return route.abort();
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`console: ${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
    const answer = await page.goto(base + path, { waitUntil: 'load', timeout: 30_000 });
    if (!answer?.ok()) problems.push(`status ${answer?.status()}`);
    await page.waitForLoadState('networkidle', { timeout: 15_000 }).catch(() => problems.push('never idle'));
    const sideways = await page.evaluate(() => {
      const root = document.scrollingElement;
      return root.scrollWidth > root.clientWidth + 1 ? `${root.scrollWidth} in ${root.clientWidth}` : '';
    });
    if (sideways) problems.push(`scrolls sideways: ${sideways} px`);
    // Evaluated by the debugger, so the page's own CSP stays in force and a breach of it is seen above.
    if (!FOREIGN.includes(path)) await accessible(page, path, problems);
    const file = `${(path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home').slice(0, 80)}-${view.name}.png`;
    await page.screenshot({ path: join(out, file), fullPage: true });
  } catch (error) {
    problems.push(error.message.split('\n')[0]);
  } finally {
    await context.close();
  }
  return [...new Set(problems)];
}

async function ofSite() {
  const named = firstOfKind(await ofSitemap());
  const pages = await Promise.all(named.map(isPage));
  return [...new Set([...PATHS, ...named.filter((_, at) => pages[at])])];
}

const paths = positionals.length ? positionals : await ofSite();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});
let bad = 0;
for (const path of paths) {
  for (const view of VIEWS) {
    const problems = await open(browser, path, view);
    console.log(`${problems.length ? 'FAIL' : 'ok  '} ${path} at ${view.name}`);
    for (const problem of problems) console.log(`     ${problem}`);
    bad += problems.length ? 1 : 0;
  }
}
await browser.close();
const views = paths.length * VIEWS.length;
console.log(`pages: ${views - bad} of ${views} views without a problem; screenshots in ${out}`);
process.exitCode = bad === 0 ? 0 : 1;
