import { Role } from '@desk/contract';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const Attribute = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,79}$/, 'must be the name of an attribute');
/** Several are tried in order; of phones all are read. */
const Attributes = z.union(
  [Attribute.transform((name) => [name]), z.array(Attribute).max(10)],
  'must be the name of an attribute, or a list of names',
);
const Name = z
  .string()
  .trim()
  .min(3)
  .max(1_000)
  .regex(/^[A-Za-z][A-Za-z0-9-]*\s*=/, 'must be a distinguished name such as OU=People,DC=company,DC=example');
const Filter = z
  .string()
  .trim()
  .max(2_000)
  .refine(isBalanced, 'must be an LDAP filter in brackets, such as (objectClass=person)');

/** What says that an account is disabled. */
export const DisabledRule = z.union(
  [
    /** A number in which this bit is set. An account whose number cannot be read counts as disabled. */
    z.strictObject({ attribute: Attribute, bit: z.int().min(1) }),
    /** A moment in the past, as Active Directory writes it: tenths of microseconds since 1601, 0 for never. */
    z.strictObject({ attribute: Attribute, past: z.literal('windows-time') }),
    z.strictObject({ attribute: Attribute, present: z.literal(true) }),
    /** In any case of letters. */
    z.strictObject({ attribute: Attribute, values: z.array(z.string()).min(1).max(50) }),
    z.strictObject({ attribute: Attribute, otherThan: z.array(z.string()).min(1).max(50) }),
  ],
  'must be an attribute with one of: bit, past: windows-time, present: true, values, otherThan',
);
export type DisabledRule = z.infer<typeof DisabledRule>;

/** Which side of a membership is read: the person's list of groups, or the group's list of its members. */
const Membership = z.union(
  [
    z.strictObject({ from: z.literal('person'), attribute: Attribute.default('memberOf') }),
    /** `naming`: the attribute of the person whose value stands in the list; null: their distinguished names do. */
    z.strictObject({
      from: z.literal('group'),
      attribute: Attribute.default('member'),
      naming: Attribute.nullable().default(null),
    }),
  ],
  'must say from: person, or from: group',
);

const Group = z.strictObject({
  group: Name,
  role: Role.default('employee'),
  teams: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be a team of the catalogue'))
    .max(50)
    .default([]),
});
export type GroupMap = z.infer<typeof Group>;

const AttributeMap = z
  .partialRecord(
    z.enum(['employeeId', 'displayName', 'position', 'department', 'phones', 'email', 'trackerAccount']),
    Attributes,
  )
  .refine(({ employeeId }) => employeeId?.length !== 0, { path: ['employeeId'], error: 'must name an attribute' });
type AttributeMap = z.infer<typeof AttributeMap>;

const Written = z.strictObject({
  flavour: z.enum(['active-directory', 'openldap']),
  base: z.union([Name.transform((base) => [base]), z.array(Name).min(1).max(20)]),
  filter: Filter.optional(),
  attributes: AttributeMap.default({}),
  disabled: z.array(DisabledRule).max(20).optional(),
  membership: Membership.optional(),
  groups: z.array(Group).max(500).default([]),
});

type Preset = {
  readonly filter: string;
  /** None for a field that is not kept there. */
  readonly attributes: Readonly<Record<keyof AttributeMap, readonly string[]>>;
  readonly disabled: readonly DisabledRule[];
  readonly membership: z.infer<typeof Membership>;
};

/** What holds for a server of this kind wherever the file says nothing else. */
const presets: Readonly<Record<z.infer<typeof Written>['flavour'], Preset>> = {
  'active-directory': {
    filter: '(&(objectCategory=person)(objectClass=user))',
    attributes: {
      employeeId: ['employeeID'],
      displayName: ['displayName', 'cn'],
      position: ['title'],
      department: ['department'],
      phones: ['mobile', 'telephoneNumber'],
      email: ['mail'],
      trackerAccount: [],
    },
    disabled: [
      { attribute: 'userAccountControl', bit: 2 },
      { attribute: 'accountExpires', past: 'windows-time' },
    ],
    membership: { from: 'person', attribute: 'memberOf' },
  },
  openldap: {
    filter: '(objectClass=inetOrgPerson)',
    attributes: {
      employeeId: ['employeeNumber'],
      displayName: ['displayName', 'cn'],
      position: ['title'],
      department: ['departmentNumber', 'ou'],
      phones: ['mobile', 'telephoneNumber'],
      email: ['mail'],
      trackerAccount: [],
    },
    disabled: [
      { attribute: 'pwdAccountLockedTime', present: true },
      { attribute: 'nsAccountLock', values: ['TRUE'] },
    ],
    membership: { from: 'person', attribute: 'memberOf' },
  },
};

/** ROLE_MAP_FILE: who the people of an LDAP server are, and what their groups mean here. */
export type LdapMap = Preset & {
  readonly bases: readonly string[];
  readonly groups: readonly GroupMap[];
};

/** Reads ROLE_MAP_FILE. Each problem names the place in the file and what is wrong there. */
export function readLdapMap(
  yaml: string,
): { readonly kind: 'read'; readonly map: LdapMap } | { readonly kind: 'wrong'; readonly problems: readonly string[] } {
  const document = parseDocument(yaml, { prettyErrors: true });
  if (document.errors.length > 0) return { kind: 'wrong', problems: document.errors.map((error) => error.message) };
  const parsed = Written.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) {
    return { kind: 'wrong', problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  }
  const { flavour, base: bases, groups, attributes, filter, disabled, membership } = parsed.data;
  const twice = groups.flatMap(({ group }, at) =>
    groups.findIndex((other) => comparable(other.group) === comparable(group)) < at
      ? [`groups.${at}.group: stands in the file twice; write all its teams in one place`]
      : [],
  );
  if (twice.length > 0) return { kind: 'wrong', problems: twice };
  const preset = presets[flavour];
  const map = {
    bases,
    groups,
    filter: filter ?? preset.filter,
    attributes: { ...preset.attributes, ...attributes },
    disabled: disabled ?? preset.disabled,
    membership: membership ?? preset.membership,
  };
  return { kind: 'read', map };
}

/** A distinguished name in the one writing in which two of them can be compared. */
export function comparable(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/\s*([,=+])\s*/g, '$1');
}

function isBalanced(filter: string): boolean {
  let depth = 0;
  for (const [at, letter] of [...filter].entries()) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth < 0 || (depth === 0 && at < filter.length - 1)) return false;
  }
  return depth === 0 && filter.length > 2;
}
