export { addKeyCommands } from './add-key-commands.ts';
export type { KeyDesk, OpenedKeyDesk, OpenKeyDesk, PeerVerdict, SealedCount, Zone } from './key-desk.ts';
