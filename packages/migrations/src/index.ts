export { type ApplyMigrationsOptions, applyMigrations } from './apply-migrations.ts';
export { type DiffSchemaOptions, diffSchema, type SchemaDifference } from './diff-schema.ts';
export {
  type DatabaseState,
  type DatabaseTrouble,
  type InspectedDatabase,
  inspectDatabase,
  type MigrationState,
} from './inspect-database.ts';
