"""What `/kirim/` checks a file by in the browser: rule files from the same YAML and code as `check`.

They carry what anyone may see: standards, sentences, codes of regions, and the columns that published
descriptors show. Nothing of a closed column or dataset is among them.
"""
