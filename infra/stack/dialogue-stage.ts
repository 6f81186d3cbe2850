import type { JiraSimulator } from '@desk/jira-simulator';
import type { Person, TelegramSimulator } from '@desk/telegram-simulator';

/** Two people who talk through a bot about one ticket. */
export interface Dialogue {
  readonly employee: Person;
  readonly specialist: Person;
  readonly number: string;
}

/** Dialogues that have begun, whatever carries them. */
export interface DialogueStage {
  readonly telegram: TelegramSimulator;
  readonly jira: JiraSimulator;
  readonly dialogues: readonly Dialogue[];
  /** kill -9 of what carries them. */
  kill(): Promise<void>;
  restart(): Promise<void>;
}
