export { type CertificateFact, describeCertificates } from './describe-certificates.ts';
export { notConnectedCode, type PeerFetch } from './fetch-peer.ts';
export { judgeLink, type LinkVerdict } from './judge-link.ts';
export { type MutualTls, type MutualTlsOptions, type OpenedMutualTls, openMutualTls } from './open-mutual-tls.ts';
export type { HttpLimits } from './serve-peer.ts';
export {
  isIssuedBy,
  type ReadTlsFolder,
  readCertificateFile,
  readTlsFolder,
  type ServiceName,
  serviceNames,
  type TlsIdentity,
  type TlsProblem,
  tlsFiles,
} from './tls-folder.ts';
