/**
 * Whether an agent takes what stands in the file for instructions, so that writing an instruction into
 * it is planting one. Files of Claude Code (memory, skills, agents, rules,
 * settings, hooks), Cursor, Copilot, Gemini, Windsurf, Cline, Roo, Continue, Kiro, Junie, Codex, and AGENTS.md.
 */
export function isObeyedFile(path: string): boolean {
  return (
    /(?:^|[\\/])(?:CLAUDE(?:\.local)?|AGENTS|GEMINI|SKILL|copilot-instructions)\.md$/i.test(path) ||
    /(?:^|[\\/])\.(?:cursorrules|windsurfrules|clinerules)$/i.test(path) ||
    /(?:^|[\\/])\.(?:claude|cursor[\\/]rules|github[\\/](?:instructions|prompts|agents)|clinerules|windsurf|roo|continue|kiro|junie|gemini|codex|agents)[\\/]/i.test(
      path,
    )
  );
}
