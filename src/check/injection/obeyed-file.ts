/**
 * Whether an agent takes what stands in the file for instructions, so that writing an instruction into
 * it is planting one. Files of Claude Code, Cursor, Copilot, Gemini, Windsurf, Cline and AGENTS.md.
 */
export function isObeyedFile(path: string): boolean {
  return (
    /(?:^|[\\/])(?:CLAUDE(?:\.local)?|AGENTS|GEMINI|SKILL|copilot-instructions)\.md$/i.test(path) ||
    /(?:^|[\\/])\.(?:cursorrules|windsurfrules|clinerules)$/i.test(path) ||
    /(?:^|[\\/])\.(?:claude|cursor[\\/]rules|github[\\/]instructions)[\\/]/i.test(path)
  );
}
