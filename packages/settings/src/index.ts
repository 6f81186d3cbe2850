export { openSecrets, type SecretFiles, type SecretNews, type Secrets, secretFilesOf } from './open-secrets.ts';
export { readAsFarAsGiven, type SettingsAsGiven } from './read-as-far-as-given.ts';
export { readSettings, type SettingProblem, type SettingsOutcome } from './read-settings.ts';
export { plain, type Setting, type Settings, secret } from './setting.ts';
export { readTrustedCertificates, verifiedDatabaseUrl } from './trusted-certificates.ts';
