import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTrustedCertificates, verifiedDatabaseUrl } from './trusted-certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-trusted-'));

describe('a file of trusted certificates', () => {
  it('is read', () => {
    const file = join(folder, 'ca.pem');
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    expect(readTrustedCertificates(file)).toContain('AAAA');
  });

  it('that is missing, or holds something else, is none', () => {
    const file = join(folder, 'other.txt');
    writeFileSync(file, 'a word');
    expect([readTrustedCertificates(file), readTrustedCertificates(join(folder, 'absent'))]).toEqual([null, null]);
  });
});

describe('the address of a database', () => {
  it('stays as it is without such a file', () => {
    expect(verifiedDatabaseUrl('postgresql://db/desk?sslmode=disable', undefined)).toBe(
      'postgresql://db/desk?sslmode=disable',
    );
  });

  it.each([
    'postgresql://desk:p%40ss@db:5432/desk',
    'postgresql://desk:p%40ss@db:5432/desk?sslmode=disable',
    'postgresql://desk:p%40ss@db:5432/desk?ssl=0&uselibpqcompat=true&sslmode=prefer',
  ])('asks for a verified server with one, whatever it said before', (address) => {
    const url = new URL(verifiedDatabaseUrl(address, '/etc/desk/tls/db ca.pem'));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      sslmode: 'verify-full',
      sslrootcert: '/etc/desk/tls/db ca.pem',
    });
    expect(url.password).toBe('p%40ss');
  });
});
