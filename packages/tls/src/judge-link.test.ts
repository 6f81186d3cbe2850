import { expect, it } from 'vitest';
import { judgeLink } from './judge-link.ts';

it.each<[string, ReturnType<typeof judgeLink>]>([
  ['postgresql://desk@127.0.0.1:5432/desk', 'loopback'],
  ['postgresql://desk@localhost/desk', 'loopback'],
  ['postgresql://desk@[::1]:5432/desk', 'loopback'],
  ['postgresql:///desk?host=/run/postgresql', 'loopback'],
  ['redis://127.0.0.1:6379', 'loopback'],
  ['postgresql://desk@db:5432/desk', 'plain'],
  ['postgresql://desk@127.0.0.1.example/desk', 'plain'],
  ['postgresql://desk@db/desk?sslmode=disable', 'plain'],
  ['postgresql://desk@db/desk?sslmode=no-verify', 'plain'],
  ['postgresql://desk@db/desk?sslmode=require&uselibpqcompat=true', 'plain'],
  ['postgresql://desk@db/desk?ssl=0', 'plain'],
  ['redis://redis:6379', 'plain'],
  ['postgresql://desk@db/desk?sslmode=verify-full', 'encrypted'],
  ['postgresql://desk@db/desk?sslmode=verify-full&uselibpqcompat=true', 'encrypted'],
  ['postgresql://desk@db/desk?sslrootcert=/etc/desk/ca.pem', 'encrypted'],
  ['postgresql://desk@db/desk?ssl=true', 'encrypted'],
  ['rediss://redis:6379', 'encrypted'],
])('%s is %s', (address, verdict) => {
  expect(judgeLink(address)).toBe(verdict);
});
