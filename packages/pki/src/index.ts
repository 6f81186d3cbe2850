export { type AuthorityFact, describeAuthorities } from './describe-authorities.ts';
export { type IssuedPair, issueAuthority, issueCertificate } from './issue-certificate.ts';
export {
  finishRotation,
  initPki,
  type PkiOptions,
  type PkiOutcome,
  renewCertificates,
  rotateAuthority,
} from './keep-authority.ts';
export type { Zone } from './pki-folders.ts';
