// Before anything is drawn: the colours the reader chose here before.
try {
  const chosen = localStorage.getItem('colours');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Nothing is kept where nothing may be kept.
}
