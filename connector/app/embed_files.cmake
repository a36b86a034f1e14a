# Writes text files as C++ initialisers {"path below ROOT", R"text(content)text"}, sorted by path.
file(WRITE "${OUT}" "")
list(SORT FILES)
foreach(file IN LISTS FILES)
  file(RELATIVE_PATH name "${ROOT}" "${file}")
  file(READ "${file}" text)
  file(APPEND "${OUT}" "{\"${name}\", R\"text(${text})text\"},\n")
endforeach()
