export { readSettings, type SettingProblem, type SettingsOutcome } from './read-settings.ts';
export { plain, type Setting, type Settings, secret } from './setting.ts';
