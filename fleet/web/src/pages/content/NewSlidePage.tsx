export function NewSlidePage() {
  return null;
}
