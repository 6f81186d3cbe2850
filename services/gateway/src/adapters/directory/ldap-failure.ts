import { ResultCodeError } from 'ldapts';

/** Why an LDAP server gave no answer that can be used, in our words: a server's own may quote what it was asked. */
export class LdapFailure extends Error {
  /** Whether the same question may be answered a moment later. */
  readonly passing: boolean;
  /** The server knows no entry of this name: an answer, where somebody asked for one entry. */
  readonly missingEntry: boolean;

  constructor(message: string, { passing = false, missingEntry = false } = {}) {
    super(message);
    this.name = 'LdapFailure';
    this.passing = passing;
    this.missingEntry = missingEntry;
  }
}

const noSuchEntry = 32;

/** RFC 4511, appendix A, as far as an operator can do something about it. */
const refusals: Readonly<Record<number, string>> = {
  4: 'The LDAP server ends the list early: lift its size limit for LDAP_BIND_DN, at least for paged searches.',
  8: 'The LDAP server wants an encrypted connection: use an ldaps:// address, or LDAP_TLS=start-tls.',
  11: 'The LDAP server ends the list early: lift its administrative limit for LDAP_BIND_DN.',
  12: 'The LDAP server cannot give long lists in pages, which is needed here.',
  13: 'The LDAP server wants an encrypted connection: use an ldaps:// address, or LDAP_TLS=start-tls.',
  [noSuchEntry]: 'The LDAP server has no such entry: correct `base` in ROLE_MAP_FILE, or let LDAP_BIND_DN read it.',
  34: 'The LDAP server does not take a name: correct LDAP_BIND_DN and `base` in ROLE_MAP_FILE.',
  48: 'The LDAP server does not let LDAP_BIND_DN in this way.',
  49: 'The LDAP server refused LDAP_BIND_DN with LDAP_BIND_PASSWORD.',
  50: 'LDAP_BIND_DN may not read what ROLE_MAP_FILE asks for.',
};
const passingCodes: ReadonlySet<number> = new Set([3, 51, 52]);
const untrusted = /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|ERR_SSL)/;

export function describeLdapFailure(error: unknown): LdapFailure {
  if (error instanceof LdapFailure) return error;
  if (error instanceof ResultCodeError) {
    const message = refusals[error.code] ?? `The LDAP server answered with result ${error.code}.`;
    return new LdapFailure(message, {
      passing: passingCodes.has(error.code),
      missingEntry: error.code === noSuchEntry,
    });
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (untrusted.test(code)) {
    return new LdapFailure(
      `The certificate of the LDAP server is not trusted (${code}): check LDAP_CA_FILE and the name in LDAP_URL.`,
    );
  }
  return new LdapFailure('The LDAP server cannot be reached, or did not answer in time.', { passing: true });
}
