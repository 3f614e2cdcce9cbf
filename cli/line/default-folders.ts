/** Where commands look when they are not told: flows, and dialogues. From where the command is run. */
export const defaultFolders = { flows: 'src/flows', dialogues: 'test/dialogues' } as const;
