import { type SlapdServer, startSlapd } from '@desk/testing';
import { whyNoSlapd } from '@desk/testing/vitest';
import { Client } from 'ldapts';
import { afterAll, beforeAll, test } from 'vitest';
import { createLdapDirectory } from '../../src/adapters/directory/ldap-directory.ts';
import type { DirectoryEntry } from '../../src/ports/directory.ts';
import { aLdapMap, asReader, attributesOfPerson, ldifOf, nameOfPerson, peopleBase } from '../builders/ldap-people.ts';
import { type DirectoryUnderTest, describeDirectory } from './directory.ts';

const hourMs = 3_600_000;
const missing = await whyNoSlapd();

if (missing === null) {
  let slapd: SlapdServer;
  beforeAll(async () => {
    slapd = await startSlapd({ purpose: 'tests', ldif: ldifOf([]) });
  });
  afterAll(() => slapd?.stop());
  describeDirectory('LDAP server', () => openLdap(slapd));
} else {
  test('the directory of an LDAP server', ({ skip }) => skip(missing));
}

async function openLdap(slapd: SlapdServer): Promise<DirectoryUnderTest> {
  let now = 0;
  let away = false;
  const directory = createLdapDirectory({
    // Pages of two, so that most questions span several.
    limits: { pageSize: 2, retryDelayMs: 1 },
    servers: [asReader(slapd)],
    map: aLdapMap(),
    defaultCountry: 'UA',
    now: () => now,
    onProblems: () => {},
  });
  return {
    directory,
    async employ(entries) {
      await replaceEverybody(slapd, entries);
      await directory.refresh();
    },
    async goAway() {
      away = true;
      await slapd.halt();
      now += hourMs + 1;
      await directory.refresh();
    },
    async close() {
      await directory.stop();
      if (away) await slapd.start();
    },
  };
}

async function replaceEverybody(slapd: SlapdServer, entries: readonly DirectoryEntry[]): Promise<void> {
  const client = new Client({ url: slapd.url });
  try {
    await client.bind(slapd.adminDn, slapd.password);
    const { searchEntries } = await client.search(peopleBase, { scope: 'one', attributes: ['1.1'] });
    for (const { dn } of searchEntries) await client.del(dn);
    for (const entry of entries) {
      const given = Object.entries(attributesOfPerson(entry)).filter(([, values]) => values.length > 0);
      await client.add(nameOfPerson(entry.employeeId), Object.fromEntries(given));
    }
  } finally {
    await client.unbind();
  }
}
