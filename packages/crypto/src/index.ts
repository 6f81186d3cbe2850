export {
  type CreatedKeys,
  createBotKeys,
  createGatewayKeys,
  type InitialisedKeys,
  initKeys,
  secretText,
} from './create-keys.ts';
export { describeKeys, type KeyFact } from './describe-keys.ts';
export { digestDocument } from './digest-document.ts';
export { findUnfinishedRotations, type UnfinishedRotation } from './find-unfinished.ts';
export { type ChainEntry, type ChainVerdict, chainHash, chainStart, verifyChain } from './hash-chain.ts';
export { inspectKeys, type KeysToInspect } from './inspect-keys.ts';
export { beginsAt } from './key-times.ts';
export {
  type BotKeys,
  type GatewayKeys,
  type KeyProblem,
  type LoadedKeys,
  loadBotKeys,
  loadGatewayKeys,
  trackerWebhookSecretFile,
} from './load-keys.ts';
export { type KeysLook, type OpenedKeys, openBotKeys, openGatewayKeys } from './open-keys.ts';
export { createInMemoryReplayTable, type ReplayTable } from './replay-table.ts';
export {
  addKey,
  beginSigning,
  findPreparedKey,
  type KeyChange,
  listFormerKeys,
  listPeers,
  prepareSigningKey,
  type RingFolder,
  removeFormerWebhookSecret,
  removeKeys,
  renewWebhookSecret,
} from './rotate-keys.ts';
export {
  createKeyRing,
  type KeyRing,
  type Opened,
  type OpenedJson,
  type OpenedText,
  type OpenRefusal,
  open,
  openJson,
  openText,
  plaintextBytesMax,
  seal,
  sealingKeyId,
  sealJson,
  sealText,
} from './seal.ts';
export { createRequestSigner, type RequestSigner, type SignedRequest, signatureHeader } from './sign-request.ts';
export { createSigningKey, importSigningJwk, type SigningKey } from './signing-key.ts';
export { createSubjectKey, type UnwrappedSubjectKey, unwrapSubjectKey, wrapSubjectKey } from './subject-key.ts';
export {
  type Checkpoint,
  createLogVerifier,
  type LogFault,
  type LogRow,
  type LogVerifier,
  type LogVerifierOptions,
  logStart,
} from './verify-log.ts';
export {
  createRequestVerifier,
  type RequestRefusal,
  type RequestToVerify,
  type RequestVerdict,
  type RequestVerifier,
  type RequestVerifierOptions,
} from './verify-request.ts';
export { writeKeyFile } from './write-key-file.ts';
